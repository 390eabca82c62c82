using System.Diagnostics.CodeAnalysis;

namespace Parley.Server.Repository;

/// <summary>How every record of the repository stands, in memory: what is looked up for each record that comes in must not cost a question to the store.</summary>
/// <remarks>One writer, the projector; many readers.</remarks>
internal sealed class RecordTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, RecordHead> _heads = [];

    /// <summary>How many records there are, those without a version in force among them.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _heads.Count;
            }
        }
    }

    /// <summary>How a record stands; false when there is none of the name.</summary>
    public bool TryFind(long record, [NotNullWhen(true)] out RecordHead head)
    {
        lock (_gate)
        {
            return _heads.TryGetValue(record, out head);
        }
    }

    /// <summary>Takes over how records stand from now on.</summary>
    public void Set(IEnumerable<KeyValuePair<long, RecordHead>> changed)
    {
        lock (_gate)
        {
            foreach ((long record, RecordHead head) in changed)
            {
                _heads[record] = head;
            }
        }
    }
}
