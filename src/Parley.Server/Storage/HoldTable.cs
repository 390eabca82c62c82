using System.Collections.Concurrent;

namespace Parley.Server.Storage;

/// <summary>The holds in force, in memory: the writer asks it within the transaction that would erase. A hold counts from when it is being written.</summary>
internal sealed class HoldTable
{
    private readonly ConcurrentDictionary<long, HoldRow> _holds = new();

    /// <summary>How many there are.</summary>
    public int Count => _holds.Count;

    /// <summary>Takes one in.</summary>
    public void Add(HoldRow hold) => _holds[hold.Id] = hold;

    /// <summary>Lets one go.</summary>
    public void Remove(long id) => _holds.TryRemove(id, out _);

    /// <summary>A hold that keeps an exchange, or null.</summary>
    public HoldRow? On(long exchange, string? type, long? reference) =>
        _holds.IsEmpty ? null : _holds.Values.FirstOrDefault(h => h.Keeps(exchange, type, reference));
}
