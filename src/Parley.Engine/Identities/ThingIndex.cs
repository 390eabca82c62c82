using Parley.Engine.Linkage.Blocking;
using Parley.Engine.Linkage.Incremental;

namespace Parley.Engine.Identities;

/// <summary>Which records hold an identifier of a thing. Not thread-safe.</summary>
public sealed class ThingIndex
{
    private readonly KeyTable _holders = new();
    private readonly Dictionary<long, (int Row, ulong[] Keys)> _rows = [];
    private readonly NamedRows _names = new();

    /// <summary>How many records there are.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds a record, or corrects it; one without identifiers is taken away.</summary>
    public void Put(long record, IReadOnlyList<ThingKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        Remove(record);
        if (keys.Count == 0)
        {
            return;
        }

        int row = _names.Take(record);
        ulong[] hashes = HashesOf(keys);
        _rows[record] = (row, hashes);
        foreach (ulong hash in hashes)
        {
            _holders.Add(hash, row);
        }
    }

    /// <summary>Takes a record away.</summary>
    /// <returns>False when it was not there.</returns>
    public bool Remove(long record)
    {
        if (!_rows.Remove(record, out (int Row, ulong[] Keys) at))
        {
            return false;
        }

        foreach (ulong hash in at.Keys)
        {
            _holders.Remove(hash, at.Row);
        }

        _names.Release(at.Row);
        return true;
    }

    /// <summary>The records that hold an identifier; null when they are more than are wanted.</summary>
    public IReadOnlyList<long>? Holders(ThingKey key, int most) => _holders.Members(HashOf(key), most, row => _names[row]);

    /// <summary>The hashes by which a record is held; none when it is not here.</summary>
    public IReadOnlyList<ulong> HashesOf(long record) => _rows.TryGetValue(record, out (int Row, ulong[] Keys) at) ? at.Keys : [];

    /// <summary>The hashes of identifiers, each once.</summary>
    public static ulong[] HashesOf(IReadOnlyList<ThingKey> keys) => [.. keys.Select(HashOf).Distinct()];

    /// <summary>The hash of an identifier.</summary>
    public static ulong HashOf(ThingKey key) => StableHash.Join(StableHash.Of(key.Kind), StableHash.Of(key.Text));
}
