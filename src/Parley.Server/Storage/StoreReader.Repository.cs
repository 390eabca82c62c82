using System.Data.Common;

namespace Parley.Server.Storage;

/// <summary>Questions about the common repository.</summary>
internal sealed partial class StoreReader
{
    private const string BundleColumns = "exchange, known_at, system, type, version, translation, dictionary, first_version, records, marking";

    private const string RecordVersionColumns =
        "id, record, number, previous, exchange, place, type, state, known_at, valid_from, valid_to, marking, act";

    /// <summary>Where a bundle is from; null when the repository does not have it.</summary>
    public async Task<BundleRow?> BundleAsync(long exchange, CancellationToken cancellationToken) => (await QueryAsync(
        $"SELECT {BundleColumns} FROM repository_bundles WHERE exchange = $1", ReadBundle, cancellationToken, exchange)).FirstOrDefault();

    /// <summary>The bundles of exchanges with their content: the names of their records, then the dictionary's own JSON; no content when it has been erased.</summary>
    public Task<List<(BundleRow Row, byte[]? Content)>> BundleContentsAsync(IReadOnlyCollection<long> exchanges, ContentPermit permit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(permit);
        List<object?> values = [];
        string wanted = In("exchange", exchanges, values);
        return QueryAsync(
            "SELECT " + BundleColumns + ", sealed FROM repository_bundles WHERE " + wanted,
            r => (ReadBundle(r), keys.Open(SealedPlace.Bundle, Bytes(r, 10))),
            cancellationToken,
            [.. values]);
    }

    /// <summary>Bundles with their content in the order of exchanges, page by page; those that have been erased have none.</summary>
    public Task<List<(BundleRow Row, byte[]? Content)>> BundleContentPageAsync(long after, int limit, ContentPermit permit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(permit);
        return QueryAsync(
            $"SELECT {BundleColumns}, sealed FROM repository_bundles WHERE exchange > $1 ORDER BY exchange LIMIT $2",
            r => (ReadBundle(r), keys.Open(SealedPlace.Bundle, Bytes(r, 10))),
            cancellationToken,
            after, (long)limit);
    }

    /// <summary>The rows of the records of a bundle, in the bundle's order.</summary>
    public Task<List<RecordVersionRow>> VersionsOfBundleAsync(BundleRow bundle, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT {RecordVersionColumns} FROM record_versions WHERE id >= $1 AND id < $2 ORDER BY id",
        ReadRecordVersion,
        cancellationToken,
        bundle.FirstVersion, bundle.FirstVersion + bundle.Records);

    /// <summary>One row of a record's versions.</summary>
    public async Task<RecordVersionRow?> RecordVersionAsync(long id, CancellationToken cancellationToken) => (await QueryAsync(
        $"SELECT {RecordVersionColumns} FROM record_versions WHERE id = $1", ReadRecordVersion, cancellationToken, id)).FirstOrDefault();

    /// <summary>Rows of all records' versions in the order in which they became known, page by page.</summary>
    public Task<List<RecordVersionRow>> RecordVersionsAfterAsync(long after, int limit, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT {RecordVersionColumns} FROM record_versions WHERE id > $1 ORDER BY id LIMIT {limit}",
        ReadRecordVersion,
        cancellationToken,
        after);

    /// <summary>The newest row of all records' versions; 0 when there is none.</summary>
    public async Task<long> LastRecordVersionAsync(CancellationToken cancellationToken) =>
        (await QueryAsync("SELECT MAX(id) FROM record_versions", r => Long(r, 0), cancellationToken))[0] ?? 0;

    /// <summary>Up to which row of records' versions the ids of events were plain numbers, and when that row became known; 0 and 0 when none were.</summary>
    public async Task<(long Last, long KnownAt)> PlainEventIdsAsync(CancellationToken cancellationToken) =>
        (await QueryAsync("SELECT last_row, known_at FROM plain_event_ids", r => (r.GetInt64(0), r.GetInt64(1)), cancellationToken))[0];

    private static BundleRow ReadBundle(DbDataReader r) => new()
    {
        Exchange = r.GetInt64(0),
        KnownAt = r.GetInt64(1),
        System = r.GetString(2),
        Type = r.GetString(3),
        Version = r.GetInt64(4),
        Translation = r.GetString(5),
        Dictionary = r.GetString(6),
        FirstVersion = r.GetInt64(7),
        Records = (int)r.GetInt64(8),
        Marking = Text(r, 9),
    };

    private static RecordVersionRow ReadRecordVersion(DbDataReader r) => new()
    {
        Id = r.GetInt64(0),
        Record = r.GetInt64(1),
        Number = r.GetInt64(2),
        Previous = Long(r, 3),
        Exchange = r.GetInt64(4),
        Place = (int)r.GetInt64(5),
        Type = r.GetString(6),
        State = (VersionState)r.GetInt64(7),
        KnownAt = r.GetInt64(8),
        ValidFrom = Long(r, 9),
        ValidTo = Long(r, 10),
        Marking = Text(r, 11),
        Act = Long(r, 12),
    };
}
