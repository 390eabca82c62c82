using System.Runtime.InteropServices;
using Parley.Engine.Linkage.Incremental;

namespace Parley.Engine.Identities;

/// <summary>
/// By which keys records were found in versions that are no longer in force, so that what was known at a moment is found from whichever record it is asked.
/// Hashes alone, and nothing for a record of one version. Not thread-safe.
/// </summary>
public sealed class EarlierKeys
{
    private readonly KeyTable _holders = new();
    private readonly Dictionary<long, Held> _rows = [];
    private readonly NamedRows _names = new();

    /// <summary>How many records there are.</summary>
    public int Count => _rows.Count;

    /// <summary>Whether there is an earlier version of a record.</summary>
    public bool Contains(long record) => _rows.ContainsKey(record);

    /// <summary>Adds a version of a record, or takes it in anew.</summary>
    /// <param name="record">The record.</param>
    /// <param name="version">What tells the version from others of the record.</param>
    /// <param name="keys">Its keys; without any there is nothing to be found by.</param>
    public void Put(long record, long version, IReadOnlyList<ulong> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        Remove(record, version);
        if (keys.Count == 0)
        {
            return;
        }

        ref Held? held = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, record, out bool _);
        held ??= new Held(_names.Take(record));
        foreach (ulong key in held.Add(version, keys))
        {
            _holders.Add(key, held.Row);
        }
    }

    /// <summary>Takes a version of a record away: it was erased, or is in force again.</summary>
    public void Remove(long record, long version)
    {
        if (!_rows.TryGetValue(record, out Held? held))
        {
            return;
        }

        foreach (ulong key in held.Remove(version))
        {
            _holders.Remove(key, held.Row);
        }

        if (held.Count == 0)
        {
            _rows.Remove(record);
            _names.Release(held.Row);
        }
    }

    /// <summary>The records of which an earlier version holds a key; null when they are more than are wanted.</summary>
    public IReadOnlyList<long>? Holders(ulong key, int most) => _holders.Members(key, most, row => _names[row]);

    /// <summary>The versions of a record, of which there may be many that say the same: a vehicle is told of in every message about it.</summary>
    private sealed class Held(int row)
    {
        private readonly Dictionary<long, ulong[]> _versions = [];
        private readonly Dictionary<ulong, int> _holding = [];
        private ulong[] _last = [];

        public int Row => row;

        public int Count => _versions.Count;

        /// <summary>Adds a version, and gives the keys that none before had.</summary>
        public List<ulong> Add(long version, IReadOnlyList<ulong> keys)
        {
            _versions[version] = _last = _last.SequenceEqual(keys) ? _last : [.. keys];
            List<ulong> added = [];
            foreach (ulong key in _last)
            {
                ref int holding = ref CollectionsMarshal.GetValueRefOrAddDefault(_holding, key, out bool known);
                holding++;
                if (!known)
                {
                    added.Add(key);
                }
            }

            return added;
        }

        /// <summary>Takes a version away, and gives the keys that none has any more.</summary>
        public List<ulong> Remove(long version)
        {
            List<ulong> gone = [];
            foreach (ulong key in _versions.Remove(version, out ulong[]? keys) ? keys : [])
            {
                if (--_holding[key] == 0)
                {
                    _holding.Remove(key);
                    gone.Add(key);
                }
            }

            return gone;
        }
    }
}
