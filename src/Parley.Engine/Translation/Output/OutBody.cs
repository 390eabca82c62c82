using Parley.Engine.Formats;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Output;

/// <summary>What is written at one place: its own value, and the places within it. Built while compiling, then sealed.</summary>
internal sealed class OutBody
{
    private readonly List<OutSlot> _building = [];
    private OutSlot[] _attributes = [];
    private OutSlot[] _slots = [];
    private OutValue[] _content = [];
    private bool _opens;

    /// <summary>What can be the place's own value; the first that has something is written.</summary>
    public List<OutValue> Content { get; } = [];

    /// <summary>True for what a predicate's field stands in (<c>use</c> of <c>[use.kind=official]</c>): it is written with its item.</summary>
    public bool IsOfPredicate { get; set; }

    public bool IsLeaf => _building.Count == 0;

    public OutSlot Slot(Shape shape)
    {
        OutSlot? slot = _building.Find(s => ReferenceEquals(s.Shape, shape));
        if (slot is null)
        {
            slot = new OutSlot(shape);
            _building.Add(slot);
        }

        return slot;
    }

    /// <summary>Ends building: puts the places into the order of the shapes, XML attributes first.</summary>
    /// <param name="at">The place; null for the document.</param>
    public void Seal(Shape? at = null)
    {
        // An element whose attributes are only read, or not used, is written as one with content all the same.
        _opens = !IsLeaf || (at is not null && at.Children.Any(c => c.IsAttribute));
        _attributes = [.. _building.Where(s => s.Shape.IsAttribute).OrderBy(s => s.Shape.Ordinal)];
        _slots = [.. _building.Where(s => !s.Shape.IsAttribute).OrderBy(s => s.Shape.Ordinal)];
        _content = [.. Content];
        foreach (OutSlot slot in _building)
        {
            slot.Seal();
        }
    }

    /// <summary>All that is ever written at or below this place, for the checks.</summary>
    public IEnumerable<(Shape Field, OutValue Value)> AllValues(Shape at) =>
        Content.Select(v => (at, v)).Concat(_building.SelectMany(s => s.Items.SelectMany(i => i.Body.AllValues(s.Shape))));

    /// <summary>All items of lists at or below this place.</summary>
    public IEnumerable<OutItem> AllItems() => _building.SelectMany(s => s.Items).SelectMany(i => i.Body.AllItems().Prepend(i));

    public void WriteInside(WriteRun run, Shape shape)
    {
        foreach (OutSlot slot in _attributes)
        {
            slot.Write(run);
        }

        WriteContent(run, shape);
        foreach (OutSlot slot in _slots)
        {
            slot.Write(run);
        }
    }

    public void Write(WriteRun run, Shape shape)
    {
        if (!_opens)
        {
            WriteContent(run, shape);
            return;
        }

        long mark = run.OpenContainer(shape);
        WriteInside(run, shape);
        run.CloseContainer(shape, mark, IsOfPredicate);
    }

    private void WriteContent(WriteRun run, Shape shape)
    {
        for (int i = 0; i < _content.Length; i++)
        {
            if (_content[i].Write(run, shape))
            {
                if (i + 1 < _content.Length && _content[i] is AttributeOut written)
                {
                    ReportConflicts(run, shape, written, i + 1);
                }

                return;
            }
        }
    }

    private void ReportConflicts(WriteRun run, Shape shape, AttributeOut written, int from)
    {
        for (int i = from; i < _content.Length; i++)
        {
            if (_content[i] is AttributeOut other)
            {
                Dictionary.Value value = other.Peek(run);
                if (!value.IsNone && value != written.Peek(run) && run.TextOf(other, shape) != run.TextOf(written, shape))
                {
                    run.Issues.Add(new Issues.Issue(TranslationIssues.FieldConflict, $"{other.Rule.Attribute.Name} has another value than {written.Rule.Attribute.Name}, which was written")
                    {
                        Path = shape.Path,
                        LosesData = true,
                    });
                }
            }
        }
    }
}
