using System.Buffers;
using System.Globalization;
using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Coordinates;
using Parley.Engine.Formats;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Codecs;
using Parley.Engine.Translation.Definition;

namespace Parley.Engine.Translation.Plans;

/// <summary>
/// The working state of writing one message; rented. Containers, lists and constants wait until a value within the same container is
/// written, so that nothing empty is ever sent: "pending" is what waits.
/// </summary>
internal sealed class WriteRun(MessageWriter writer)
{
    private Pending[] _pending = new Pending[32];
    private int _pendingCount;
    private long _flushed;
    private readonly Stack<List<string>> _captured = [];
    private HashSet<string>? _sharedIds;
    private Value _gridPlace;
    private GridPoint _grid;
    private bool _isOnGrid;

    public MessageWriter Writer { get; } = writer;

    public Bundle Bundle { get; set; } = null!;

    public IssueSink Issues { get; set; } = null!;

    public WriteContext Context { get; set; } = WriteContext.Offline;

    public TranslationTrace? Trace { get; set; }

    /// <summary>Which records stand for which rule.</summary>
    public InstanceTable Instances { get; } = new();

    /// <summary>The bundle's links by record.</summary>
    public LinkIndex Links { get; } = new();

    /// <summary>Where each rule's instances begin; one more entry than rules.</summary>
    public int[] FirstInstance { get; set; } = [];

    /// <summary>The instance of each rule that is being written; -1 for none.</summary>
    public int[] Current { get; set; } = [];

    /// <summary>For each link of the bundle, whether a rule has taken it.</summary>
    public bool[] LinkTaken { get; private set; } = [];

    /// <summary>The rule of the value being written, for issues and defaults.</summary>
    public AttributeRule? Attribute { get; set; }

    public string RecordName { get; set; } = "";

    public int RecordIndex { get; set; } = -1;

    /// <summary>The one item of a list of values that is being written.</summary>
    public Value Item { get; set; }

    /// <summary>How many values have been written or collected, to see whether an expression gave any.</summary>
    public int Emitted { get; private set; }

    /// <summary>The link whose element is being written, by its place in the bundle.</summary>
    public int CurrentLink { get; set; }

    /// <summary>Makes the instances of rules that stand once within what is being written the current ones.</summary>
    public void Enter(List<RecordPlan> single)
    {
        foreach (RecordPlan plan in single)
        {
            int parent = plan.Parent is null ? -1 : Current[plan.Parent.Ordinal];
            int last = FirstInstance[plan.Ordinal + 1];
            int found = Instances.FirstWithin(FirstInstance[plan.Ordinal], last, parent);
            Current[plan.Ordinal] = found < last && Instances[found].Parent == parent ? found : -1;
        }
    }

    /// <summary>The next instance of a rule, from a place on, that stands within what is being written; -1 for none.</summary>
    public int NextWithin(RecordPlan plan, int from)
    {
        for (int i = from; i < FirstInstance[plan.Ordinal + 1]; i++)
        {
            int at = i;
            bool within = true;
            for (RecordPlan? around = plan.Parent; around is not null && within; around = around.Parent)
            {
                at = Instances[at].Parent;
                within = Current[around.Ordinal] < 0 || Current[around.Ordinal] == at;
            }

            if (within)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The first of some rules that a record stands for, or null.</summary>
    public RecordPlan? BoundTo(int record, RecordPlan[] plans)
    {
        foreach (RecordPlan plan in plans)
        {
            if (IsBoundTo(record, plan))
            {
                return plan;
            }
        }

        return null;
    }

    /// <summary>Whether a record stands for a rule.</summary>
    public bool IsBoundTo(int record, RecordPlan plan)
    {
        int first = FirstInstance[plan.Ordinal];
        int last = FirstInstance[plan.Ordinal + 1];
        for (int i = Instances.LastOf(record); i >= first; i = Instances[i].Before)
        {
            if (i < last)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The name of a record within the message: its own where it has one that is unique, else one from its place.</summary>
    public string KeyOf(int record, RecordPlan plan)
    {
        if (plan.Rule.KeyConstant is not null)
        {
            return plan.Rule.KeyConstant;
        }

        if (plan.Rule.KeyStyle != KeyStyle.Own)
        {
            int first = FirstInstance[plan.Ordinal];
            int at = first;
            for (int i = Instances.LastOf(record); i >= first; i = Instances[i].Before)
            {
                at = i < FirstInstance[plan.Ordinal + 1] ? i : at;
            }

            return plan.Rule.KeyStyle == KeyStyle.Letters ? Letters(at - first) : (at - first + 1).ToString(CultureInfo.InvariantCulture);
        }

        string? own = Bundle.Records[record].Id;
        return own is not null && !SharedIds.Contains(own) ? own : plan.Rule.KeyPrefix + (record + 1).ToString(CultureInfo.InvariantCulture);
    }

    // 0 is A, 25 is Z, 26 is AA.
    private static string Letters(int number) =>
        number < 26 ? ((char)('A' + number)).ToString() : Letters((number / 26) - 1) + (char)('A' + (number % 26));

    /// <summary>
    /// The grid point of a place. The last one is remembered: easting and northing are two fields of one place, and no other conversion is as dear.
    /// </summary>
    public bool TryGrid(in Value place, out GridPoint point)
    {
        if (_gridPlace != place)
        {
            _gridPlace = place;
            _isOnGrid = NationalGrid.TryFromWgs84(new GeoPoint(place.AsLatitude, place.AsLongitude), out _grid);
        }

        point = _grid;
        return _isOnGrid;
    }

    /// <summary>Makes ready for choosing which records of the bundle stand for which rule.</summary>
    public void BeginBinding()
    {
        Instances.Begin(Bundle.Records.Count);
        Links.Build(Bundle);
        int links = Bundle.Links.Count;
        if (LinkTaken.Length < links)
        {
            LinkTaken = new bool[links * 2];
        }

        LinkTaken.AsSpan(0, links).Clear();
        Array.Fill(Current, -1);
        Array.Clear(FirstInstance);
        _sharedIds = null;
    }

    public void Begin(IBufferWriter<byte> output)
    {
        _pendingCount = 0;
        _flushed = 0;
        _captured.Clear();
        Attribute = null;
        Writer.Begin(output, Issues);
    }

    /// <summary>Starts a container once something is in it. Give the answer to <see cref="CloseContainer"/>.</summary>
    public long OpenContainer(Shape shape) => Push(new Pending(shape, PendingKind.Container, null, default));

    /// <summary>Starts a list once something is in it. Give the answer to <see cref="CloseList"/>.</summary>
    public long OpenList(Shape shape) => Push(new Pending(shape, PendingKind.List, null, default));

    /// <summary>Ends a container.</summary>
    /// <param name="shape">The container.</param>
    /// <param name="mark">What opening it answered.</param>
    /// <param name="kept">True when it is to be written with what it stands in, whatever is in it.</param>
    public void CloseContainer(Shape shape, long mark, bool kept = false)
    {
        if (kept && mark >= _flushed)
        {
            Push(new Pending(shape, PendingKind.End, null, default));
        }
        else if (Close(mark))
        {
            Writer.EndContainer(shape);
        }
    }

    public void CloseList(Shape shape, long mark)
    {
        if (Close(mark))
        {
            Writer.EndList(shape);
        }
    }

    /// <summary>Writes a value that does not by itself make its container worth sending.</summary>
    public void EmitWeak(Shape field, byte[] utf8, ScalarKind kind)
    {
        if (_captured.Count == 0)
        {
            Push(new Pending(field, PendingKind.Scalar, utf8, kind));
        }
    }

    /// <summary>Keeps places of a list free, for items that have nothing to say before one that has. Give the answer to <see cref="FreePlaces"/> when there is none.</summary>
    public long KeepPlaces(Shape list, int count)
    {
        long mark = _flushed + _pendingCount;
        for (int i = 0; i < count; i++)
        {
            Push(new Pending(list, PendingKind.Scalar, [], ScalarKind.Null));
        }

        return mark;
    }

    /// <summary>Takes back places that were kept, unless something was written behind them.</summary>
    public void FreePlaces(long mark)
    {
        if (mark >= _flushed)
        {
            _pendingCount = (int)(mark - _flushed);
        }
    }

    /// <summary>Writes what waits: something is there to be sent.</summary>
    public void Flush()
    {
        for (int i = 0; i < _pendingCount; i++)
        {
            ref readonly Pending pending = ref _pending[i];
            switch (pending.Kind)
            {
                case PendingKind.Container:
                    Writer.StartContainer(pending.Shape);
                    break;
                case PendingKind.List:
                    Writer.StartList(pending.Shape);
                    break;
                case PendingKind.End:
                    Writer.EndContainer(pending.Shape);
                    break;
                default:
                    Scalar(pending.Shape, pending.Text, pending.Scalar);
                    break;
            }
        }

        _flushed += _pendingCount;
        _pendingCount = 0;
    }

    public void Emit(Shape field, ReadOnlySpan<byte> utf8, ScalarKind kind)
    {
        Emitted++;
        if (_captured.TryPeek(out List<string>? captured))
        {
            captured.Add(Encoding.UTF8.GetString(utf8));
            return;
        }

        Flush();
        Scalar(field, utf8, kind);
        if (Trace is not null && Attribute is not null)
        {
            Explain(field, Encoding.UTF8.GetString(utf8));
        }
    }

    public void Emit(Shape field, string text)
    {
        Emitted++;
        if (_captured.TryPeek(out List<string>? captured))
        {
            captured.Add(text);
            return;
        }

        Flush();
        if (field.ChildCount > 0 && !field.IsMember)
        {
            Writer.Content(field, text);
        }
        else
        {
            Writer.Scalar(field, text);
        }

        if (Trace is not null && Attribute is not null)
        {
            Explain(field, text);
        }
    }

    /// <summary>From here, what is emitted is collected instead of written.</summary>
    public void BeginCapture() => _captured.Push([]);

    /// <summary>Writes what was collected as one text.</summary>
    public void EndCapture(Shape field, string separator)
    {
        List<string> captured = _captured.Pop();
        if (captured.Count > 0)
        {
            Emit(field, string.Join(separator, captured));
        }
    }

    /// <summary>The text that something would write to a field, without writing it and without issues.</summary>
    public string TextOf(Output.OutValue value, Shape field)
    {
        IssueSink issues = Issues;
        Value item = Item;
        Issues = new IssueSink();
        _captured.Push([]);
        value.Write(this, field);
        Issues = issues;
        Item = item;
        return string.Concat(_captured.Pop());
    }

    /// <summary>The text that a codec would write to a field, without writing it; empty when it cannot.</summary>
    /// <param name="codec">The codec.</param>
    /// <param name="value">The value.</param>
    /// <param name="field">The field.</param>
    /// <param name="silent">True when its issues were told before.</param>
    public string TextOf(ValueCodec codec, in Value value, Shape field, bool silent)
    {
        IssueSink issues = Issues;
        Issues = silent ? new IssueSink() : issues;
        _captured.Push([]);
        codec.Write(in value, field, this);
        Issues = issues;
        return string.Concat(_captured.Pop());
    }

    /// <summary>Reports something about the value being written.</summary>
    public void Fault(IssueCode code, Shape field, string message) => Issues.Add(new Issue(code, message)
    {
        Path = Attribute is null ? field.Path : $"{RecordName}.{Attribute.Attribute.Name} > {field.Path}",
        LosesData = code.Severity != Severity.Info,
    });

    /// <summary>Writes the rule's default for a value that cannot be written, or reports the loss when there is none.</summary>
    public void FaultOrDefault(IssueCode code, Shape field, string message)
    {
        if (Attribute?.DefaultOut is { } standIn)
        {
            Emit(field, Encoding.UTF8.GetBytes(standIn.Text), standIn.Kind);
            return;
        }

        Fault(code, field, message);
    }

    // The ids that several records of the bundle have, so that none of them can be told by it.
    private HashSet<string> SharedIds => _sharedIds ??=
        [.. Bundle.Records.Where(r => r.Id is not null).GroupBy(r => r.Id!).Where(g => g.Skip(1).Any()).Select(g => g.Key)];

    private void Scalar(Shape field, ReadOnlySpan<byte> utf8, ScalarKind kind)
    {
        // An element with attributes or children of its own was started as a container; its value is that container's content. A member of a JSON object is
        // its name and its value.
        if (field.ChildCount > 0 && kind != ScalarKind.Null && !field.IsMember)
        {
            Writer.Content(field, utf8);
        }
        else
        {
            Writer.Scalar(field, utf8, kind);
        }
    }

    private long Push(in Pending pending)
    {
        if (_pendingCount == _pending.Length)
        {
            Array.Resize(ref _pending, _pending.Length * 2);
        }

        _pending[_pendingCount] = pending;
        return _flushed + _pendingCount++;
    }

    private bool Close(long mark)
    {
        if (mark >= _flushed)
        {
            _pendingCount = (int)(mark - _flushed);
            return false;
        }

        Flush();
        return true;
    }

    private void Explain(Shape field, string text) => Trace!.Add(new TraceStep(
        RecordIndex, RecordName, Attribute!.Attribute, field.Path, text, Item, Attribute.Codec.How));

    private enum PendingKind : byte
    {
        Container,
        List,
        Scalar,
        End,
    }

    private readonly record struct Pending(Shape Shape, PendingKind Kind, byte[]? Text, ScalarKind Scalar);
}
