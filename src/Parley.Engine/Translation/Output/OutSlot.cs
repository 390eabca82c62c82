using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Output;

/// <summary>What is written under one name of one container: a single body, or the items of a list.</summary>
internal sealed class OutSlot(Shape shape)
{
    private OutBody? _body;

    public Shape Shape => shape;

    public bool IsList { get; set; }

    public List<OutItem> Items { get; } = [];

    /// <summary>The item of a key, added when it is not there yet.</summary>
    public OutItem Item(string key, int index = int.MaxValue)
    {
        OutItem? item = Items.Find(i => i.Key == key);
        if (item is null)
        {
            item = new OutItem(key, index);
            Items.Add(item);
        }

        return item;
    }

    public void Seal()
    {
        List<OutItem> ordered = [.. Items.OrderBy(i => i.Index)];
        Items.Clear();
        Items.AddRange(ordered);
        _body = Items.FirstOrDefault()?.Body;
        foreach (OutItem item in Items)
        {
            item.Body.Seal(shape);
        }
    }

    public void Write(WriteRun run)
    {
        if (!IsList)
        {
            _body!.Write(run, shape);
            return;
        }

        long mark = run.OpenList(shape);
        int written = 0;
        foreach (OutItem item in Items)
        {
            written = Write(run, item, written);
        }

        run.CloseList(shape, mark);
    }

    // A column that is found by its number needs those before it, be they empty. In other lists what is absent is left out: lines of an address move up.
    private int Write(WriteRun run, OutItem item, int written)
    {
        int missing = item.Index == int.MaxValue || shape.Repeats == 0 ? 0 : Math.Max(0, item.Index - written);
        int before = run.Emitted;
        long kept = missing == 0 ? -1 : run.KeepPlaces(shape, missing);
        item.Write(run, shape);
        if (run.Emitted > before)
        {
            return written + missing + 1;
        }

        if (missing > 0)
        {
            run.FreePlaces(kept);
        }

        return written;
    }
}
