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
        foreach (OutItem item in Items)
        {
            item.Write(run, shape);
        }

        run.CloseList(shape, mark);
    }
}
