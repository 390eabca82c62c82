using Parley.Engine.Dictionary;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>What a stretch of the ledger comes to in the repository: gathered in memory, written in one transaction, then made known.</summary>
internal sealed class Projection(RecordTable table, long nextRow)
{
    private readonly Dictionary<long, RecordVersionRow> _rows = [];

    /// <summary>The number that the next row gets.</summary>
    public long NextRow { get; private set; } = nextRow;

    /// <summary>Bundles that came in.</summary>
    public List<SealedBundle> Bundles { get; } = [];

    /// <summary>What those bundles say, by exchange.</summary>
    public Dictionary<long, Bundle> Contents { get; } = [];

    /// <summary>Which of their records refer to objects.</summary>
    public List<MediaReference> References { get; } = [];

    /// <summary>Rows of versions, in their order.</summary>
    public List<RecordVersionRow> Versions { get; } = [];

    /// <summary>How the records that changed stand.</summary>
    public Dictionary<long, RecordHead> Heads { get; } = [];

    /// <summary>Bundles that are erased.</summary>
    public List<BundleRow> Erased { get; } = [];

    /// <summary>Bundles that have another marking from now on.</summary>
    public List<(long Exchange, string Marking)> Regraded { get; } = [];

    /// <summary>How a record stands after all that has been gathered.</summary>
    public bool TryFind(long record, out RecordHead head) => Heads.TryGetValue(record, out head) || table.TryFind(record, out head);

    /// <summary>A row that has been gathered and is not in the store yet; null when it is not one.</summary>
    public RecordVersionRow? Find(long row) => _rows.GetValueOrDefault(row);

    /// <summary>Adds a row to a record's versions.</summary>
    /// <param name="row">The row; its own number, its number in the record and the row before it are given here.</param>
    /// <param name="inForce">The version that is in force from now on; null when the row itself is it.</param>
    public void Add(RecordVersionRow row, RecordHead? inForce = null)
    {
        bool known = TryFind(row.Record, out RecordHead head);
        RecordVersionRow numbered = row with { Id = NextRow++, Number = head.Number + 1, Previous = known ? head.LastRow : null };
        _rows.Add(numbered.Id, numbered);
        Versions.Add(numbered);
        RecordHead current = inForce ?? new RecordHead(0, 0, row.Exchange, row.Place, numbered.Id);
        Heads[row.Record] = current with { LastRow = numbered.Id, Number = (int)numbered.Number };
    }
}
