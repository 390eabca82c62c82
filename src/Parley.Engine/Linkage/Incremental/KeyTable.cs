namespace Parley.Engine.Linkage.Incremental;

/// <summary>
/// From blocking keys to the records that have them. Open addressing in 64 parts that grow one at a time, so no single insertion pays for moving all; a key of
/// one record, the usual case, takes twelve bytes of a slot and nothing else.
/// </summary>
internal sealed class KeyTable
{
    private const int Parts = 64;

    private readonly Part[] _parts = [.. Enumerable.Range(0, Parts).Select(_ => new Part())];

    /// <summary>Adds a record to a key's block.</summary>
    /// <returns>How many records the block has now.</returns>
    public int Add(ulong key, int row) => _parts[key >> 58].Add(key, row);

    /// <summary>Takes a record out of a key's block.</summary>
    /// <returns>How many records the block has left.</returns>
    public int Remove(ulong key, int row) => _parts[key >> 58].Remove(key, row);

    /// <summary>How many records have a key.</summary>
    public int Count(ulong key) => _parts[key >> 58].Members(key, out int _, out List<int>? block) ? block?.Count ?? 1 : 0;

    /// <summary>The records of a key: one in <paramref name="single"/>, or several in <paramref name="block"/>.</summary>
    /// <returns>False when there is none.</returns>
    public bool Members(ulong key, out int single, out List<int>? block) => _parts[key >> 58].Members(key, out single, out block);

    /// <summary>The names of a key's records; null when they are more than are wanted.</summary>
    /// <param name="key">The key.</param>
    /// <param name="most">The most that are wanted.</param>
    /// <param name="name">The name of the record in a row.</param>
    public IReadOnlyList<T>? Members<T>(ulong key, int most, Func<int, T> name) =>
        !Members(key, out int single, out List<int>? block) ? []
            : block is null ? [name(single)]
            : block.Count > most ? null : [.. block.Select(name)];

    // Of a key that many share (one telephone number, one name) a record is not looked for from end to end: its place is known.
    private sealed class Block
    {
        private const int Many = 1024;

        private Dictionary<int, int>? _places;

        public List<int> Rows { get; } = [];

        public int Add(int row)
        {
            Rows.Add(row);
            if (_places is not null)
            {
                _places[row] = Rows.Count - 1;
            }
            else if (Rows.Count == Many)
            {
                _places = Rows.Index().ToDictionary(r => r.Item, r => r.Index);
            }

            return Rows.Count;
        }

        public int Remove(int row)
        {
            int at = _places is null ? Rows.IndexOf(row) : _places.GetValueOrDefault(row, -1);
            if (at >= 0)
            {
                int last = Rows[^1];
                Rows[at] = last;
                Rows.RemoveAt(Rows.Count - 1);
                if (_places is not null)
                {
                    _places[last] = at;
                    _places.Remove(row);
                }
            }

            return Rows.Count;
        }
    }

    private sealed class Part
    {
        private ulong[] _keys = new ulong[16];

        // 0: free; above: a row plus one; below: a block's place plus one, negated. A key whose records are all gone keeps its slot with an empty block.
        private int[] _values = new int[16];
        private readonly List<Block> _blocks = [];
        private int _used;

        public int Add(ulong key, int row)
        {
            int slot = Find(key);
            int value = _values[slot];
            if (value == 0)
            {
                _keys[slot] = key;
                _values[slot] = row + 1;
                if (++_used > _keys.Length * 7 / 10)
                {
                    Grow();
                }

                return 1;
            }

            if (value > 0)
            {
                _blocks.Add(new Block());
                _values[slot] = -_blocks.Count;
                _blocks[^1].Add(value - 1);
            }

            return _blocks[-_values[slot] - 1].Add(row);
        }

        public int Remove(ulong key, int row)
        {
            int slot = Find(key);
            int value = _values[slot];
            if (value > 0)
            {
                _blocks.Add(new Block());
                _values[slot] = -_blocks.Count;
                return 0;
            }

            return _blocks[-value - 1].Remove(row);
        }

        public bool Members(ulong key, out int single, out List<int>? block)
        {
            int value = _values[Find(key)];
            single = value - 1;
            block = value < 0 ? _blocks[-value - 1].Rows : null;
            return value > 0 || block is { Count: > 0 };
        }

        private int Find(ulong key)
        {
            int slot = Home(key);
            while (_values[slot] != 0 && _keys[slot] != key)
            {
                slot = (slot + 1) & (_keys.Length - 1);
            }

            return slot;
        }

        private int Home(ulong key) => (int)((key >> 5) * 0x9E3779B97F4A7C15UL >> 32) & (_keys.Length - 1);

        private void Grow()
        {
            (ulong[] keys, int[] values) = (_keys, _values);
            _keys = new ulong[keys.Length * 2];
            _values = new int[keys.Length * 2];
            for (int i = 0; i < keys.Length; i++)
            {
                if (values[i] != 0)
                {
                    int slot = Find(keys[i]);
                    _keys[slot] = keys[i];
                    _values[slot] = values[i];
                }
            }
        }
    }
}
