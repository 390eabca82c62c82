using System.Runtime.InteropServices;

namespace Parley.Engine.Dictionary;

/// <summary>The records and links that one message speaks of: the canonical unit of exchange.</summary>
/// <remarks>Built by one thread; not changed once handed on.</remarks>
public sealed class Bundle
{
    private const int FewLinks = 32;

    private readonly List<Record> _records;
    private readonly List<Link> _links;

    // All links once there are many: few are found faster one by one, but a thousand would cost a million steps.
    private HashSet<Link>? _linkSet;

    /// <summary>Makes an empty bundle.</summary>
    public Bundle()
        : this([], [])
    {
    }

    /// <summary>Makes a bundle of records and of links that are all different and lead from one of them to one.</summary>
    internal Bundle(ReadOnlySpan<Record> records, ReadOnlySpan<Link> links)
    {
        _records = [.. records];
        _links = [.. links];
    }

    /// <summary>The records, the subject first when the message has one.</summary>
    public IReadOnlyList<Record> Records => _records;

    /// <summary>The links.</summary>
    public IReadOnlyList<Link> Links => _links;

    /// <summary>The records, for loops that must not pay for an interface.</summary>
    internal ReadOnlySpan<Record> RecordSpan => CollectionsMarshal.AsSpan(_records);

    /// <summary>The links, likewise.</summary>
    internal ReadOnlySpan<Link> LinkSpan => CollectionsMarshal.AsSpan(_links);

    /// <summary>The record the message is about: the first; null for an empty bundle.</summary>
    public Record? Subject => _records.Count == 0 ? null : _records[0];

    /// <summary>What the message says of itself (its own id, when it was sent, by whom); by the field names of <see cref="MessageFacts"/>.</summary>
    public MessageFacts Facts { get; set; } = MessageFacts.None;

    /// <summary>Adds a record and returns its place.</summary>
    public int Add(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        _records.Add(record);
        return _records.Count - 1;
    }

    /// <summary>Adds a link; a link that is there already is not added again.</summary>
    public void Add(Link link)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)link.From, (uint)_records.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)link.To, (uint)_records.Count);
        if (_links.Count < FewLinks ? !_links.Contains(link) : (_linkSet ??= [.. _links]).Add(link))
        {
            _links.Add(link);
        }
    }
}
