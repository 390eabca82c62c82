using Parley.Engine.Linkage.Blocking;
using Parley.Engine.Linkage.Records;

namespace Parley.Engine.Linkage.Incremental;

/// <summary>The records of an index: which row of the table each has, and the blocks that it is in.</summary>
internal sealed class BlockedRecords(RecordTable table, BlockingPlan plan)
{
    private readonly BlockingKeys _keys = new(table, plan.Enabled);
    private readonly KeyTable _blocks = new();
    private readonly Dictionary<(string Id, int Source), int> _rows = [];
    private readonly Stack<int> _free = new();

    /// <summary>How many records there are.</summary>
    public int Count => _rows.Count;

    /// <summary>The rows of all records.</summary>
    public IEnumerable<int> Rows => _rows.Values;

    /// <summary>The row of a record; false when there is no such record.</summary>
    public bool TryFind(string id, int source, out int row) => _rows.TryGetValue((id, source), out row);

    /// <summary>The row of a record that is there.</summary>
    public int Find(string id, int source) => _rows.TryGetValue((id, source), out int row) ? row : throw new KeyNotFoundException($"there is no record {id}");

    /// <summary>Takes the table's last row in as a record, in the place of one that is gone where there is one.</summary>
    /// <returns>The row that it has now.</returns>
    public int TakeLast(string id, int source)
    {
        int row = table.Count - 1;
        if (_free.TryPop(out int free))
        {
            table.Move(row, free);
            table.DropLast();
            row = free;
        }

        _rows[(id, source)] = row;
        return row;
    }

    /// <summary>Takes over all rows of the table, which are in no block yet.</summary>
    public void TakeAll()
    {
        for (int row = 0; row < table.Count; row++)
        {
            _rows.Add((table.Id(row), table.Source(row)), row);
            Join(row);
        }
    }

    /// <summary>Forgets whose row it is; false when there is no such record.</summary>
    public bool Forget(string id, int source, out int row) => _rows.Remove((id, source), out row);

    /// <summary>Gives a row that is in no block away to the next record that comes.</summary>
    public void Free(int row) => _free.Push(row);

    /// <summary>Lets no row be free: a batch is over all rows of a table, so that the last one takes the place of the one that was freed.</summary>
    public void CloseGap()
    {
        (int gap, int last) = (_free.Pop(), table.Count - 1);
        if (gap != last)
        {
            foreach (ulong key in KeysOf(last, stackalloc ulong[BlockingRules.MostKeys]))
            {
                _blocks.Remove(key, last);
                _blocks.Add(key, gap);
            }

            table.Move(last, gap);
            _rows[(table.Id(gap), table.Source(gap))] = gap;
        }

        table.DropLast();
    }

    /// <summary>The keys of the blocks that a row belongs to.</summary>
    /// <param name="row">The row.</param>
    /// <param name="into">Where they are written, of <see cref="BlockingRules.MostKeys"/> places.</param>
    public ReadOnlySpan<ulong> KeysOf(int row, Span<ulong> into) => into[.._keys.Write(table.Row(row), into)];

    /// <summary>Brings a row into all its blocks.</summary>
    public void Join(int row)
    {
        foreach (ulong key in KeysOf(row, stackalloc ulong[BlockingRules.MostKeys]))
        {
            _blocks.Add(key, row);
        }
    }

    /// <summary>Brings a row into a block.</summary>
    public void Join(ulong key, int row) => _blocks.Add(key, row);

    /// <summary>Takes a row out of all its blocks.</summary>
    public void Leave(int row)
    {
        foreach (ulong key in KeysOf(row, stackalloc ulong[BlockingRules.MostKeys]))
        {
            _blocks.Remove(key, row);
        }
    }

    /// <summary>Takes a row out of a block.</summary>
    /// <returns>How many the block has left.</returns>
    public int Leave(ulong key, int row) => _blocks.Remove(key, row);

    /// <summary>How many records a block has.</summary>
    public int SizeOf(ulong key) => _blocks.Count(key);

    /// <summary>How many records a block may have to be compared within.</summary>
    public int CapOf(ulong key) => plan.Cap(BlockingKeys.RuleOf(key));

    /// <summary>Whether a block has more than may be compared.</summary>
    public bool IsOverCap(ulong key) => SizeOf(key) > CapOf(key);

    /// <summary>The rows of a block: one in <paramref name="single"/>, or several in <paramref name="block"/>.</summary>
    /// <returns>False when there is none.</returns>
    public bool Members(ulong key, out int single, out List<int>? block) => _blocks.Members(key, out single, out block);

    /// <summary>The ids of the records of a block; null when they are more than are wanted.</summary>
    public IReadOnlyList<string>? Ids(ulong key, int most) => _blocks.Members(key, most, table.Id);
}
