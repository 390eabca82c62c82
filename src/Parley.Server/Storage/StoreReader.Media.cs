using System.Data.Common;

namespace Parley.Server.Storage;

/// <summary>Questions about objects.</summary>
internal sealed partial class StoreReader
{
    private const string MediaColumns =
        """
        id, system, state, created, by_whom, type, size, received, due, record, key_no, sealed, tail, sha256, completed, scanned, verdict, ended
        """;

    private const string MediaReferenceColumns = "exchange, place, record, system, object, sha256";

    /// <summary>An object, or null.</summary>
    public async Task<MediaRow?> MediaAsync(long id, CancellationToken cancellationToken) =>
        (await QueryAsync($"SELECT {MediaColumns} FROM media WHERE id = $1", ReadMedia, cancellationToken, id)).FirstOrDefault();

    /// <summary>A system's objects, new to old.</summary>
    public Task<List<MediaRow>> MediaOfAsync(string system, long before, int limit, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT {MediaColumns} FROM media WHERE system = $1 AND id < $2 ORDER BY id DESC LIMIT $3", ReadMedia, cancellationToken, system, before, (long)limit);

    /// <summary>The objects in a state whose time has come, the most urgent first.</summary>
    public Task<List<MediaRow>> MediaDueAsync(MediaState state, long at, int limit, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT {MediaColumns} FROM media WHERE state = $1 AND ended IS NULL AND due <= $2 ORDER BY due LIMIT $3",
        ReadMedia,
        cancellationToken,
        (long)state, at, (long)limit);

    /// <summary>How many objects there are in each state, and of what size together; what is gone is left out.</summary>
    public Task<List<(MediaState State, long Count, long Bytes)>> MediaCountsAsync(CancellationToken cancellationToken) => QueryAsync(
        "SELECT state, COUNT(*), CAST(SUM(size) AS BIGINT) FROM media WHERE ended IS NULL GROUP BY state ORDER BY state",
        r => ((MediaState)r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)),
        cancellationToken);

    /// <summary>How many uploads of a system are unfinished.</summary>
    public async Task<long> OpenUploadsAsync(string system, CancellationToken cancellationToken) =>
        (await QueryAsync("SELECT COUNT(*) FROM media WHERE state = 0 AND system = $1", r => r.GetInt64(0), cancellationToken, system))[0];

    /// <summary>The objects that a reference names.</summary>
    public Task<List<MediaRow>> MediaNamedAsync(MediaReference reference, CancellationToken cancellationToken) => reference.Object is long id
        ? QueryAsync($"SELECT {MediaColumns} FROM media WHERE id = $1 AND system = $2", ReadMedia, cancellationToken, id, reference.System)
        : QueryAsync($"SELECT {MediaColumns} FROM media WHERE sha256 = $1 AND system = $2", ReadMedia, cancellationToken, reference.Sha256, reference.System);

    /// <summary>The records that refer to an object and are not erased.</summary>
    public Task<List<MediaReference>> MediaReferencesAsync(MediaRow row, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT {MediaReferenceColumns} FROM media_references WHERE (object = $1 OR sha256 = $2) AND system = $3 AND erased IS NULL ORDER BY exchange DESC",
        ReadMediaReference,
        cancellationToken,
        row.Id, row.Sha256 ?? [], row.System);

    /// <summary>The objects that belong to a record: attached to it, or referred to by it.</summary>
    public Task<List<long>> MediaOfRecordAsync(long record, int limit, CancellationToken cancellationToken) => QueryAsync(
        """
        SELECT id FROM media WHERE record = $1
        UNION SELECT m.id FROM media_references r JOIN media m ON m.id = r.object AND m.system = r.system WHERE r.record = $1 AND r.erased IS NULL
        UNION SELECT m.id FROM media_references r JOIN media m ON m.sha256 = r.sha256 AND m.system = r.system WHERE r.record = $1 AND r.erased IS NULL
        ORDER BY 1 DESC LIMIT $2
        """,
        r => r.GetInt64(0),
        cancellationToken,
        record, (long)limit);

    /// <summary>References that went with their bundle and whose objects have not been looked at since.</summary>
    public Task<List<MediaReference>> ErasedMediaReferencesAsync(int limit, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT {MediaReferenceColumns} FROM media_references WHERE erased IS NOT NULL AND settled IS NULL ORDER BY erased LIMIT $1",
        ReadMediaReference,
        cancellationToken,
        (long)limit);

    /// <summary>Whether any record has ever referred to an object.</summary>
    public async Task<bool> WasReferredToAsync(MediaRow row, CancellationToken cancellationToken) => (await QueryAsync(
        "SELECT exchange FROM media_references WHERE (object = $1 OR sha256 = $2) AND system = $3 LIMIT 1",
        r => r.GetInt64(0),
        cancellationToken,
        row.Id, row.Sha256 ?? [], row.System)).Count > 0;

    private static MediaReference ReadMediaReference(DbDataReader r) =>
        new(r.GetInt64(0), (int)r.GetInt64(1), r.GetInt64(2), r.GetString(3), Long(r, 4), Bytes(r, 5));

    private MediaRow ReadMedia(DbDataReader r) => new()
    {
        Id = r.GetInt64(0),
        System = r.GetString(1),
        State = (MediaState)r.GetInt64(2),
        Created = r.GetInt64(3),
        By = r.GetString(4),
        Type = r.GetString(5),
        Size = r.GetInt64(6),
        Received = r.GetInt64(7),
        Due = r.GetInt64(8),
        Record = Long(r, 9),
        Key = r.GetInt64(10),
        Metadata = SealedFields.Texts(keys.Open(SealedPlace.Media, Bytes(r, 11)), 1)[0],
        Tail = Bytes(r, 12),
        Sha256 = Bytes(r, 13),
        Completed = Long(r, 14),
        Scanned = Long(r, 15),
        Verdict = Text(r, 16),
        Ended = Long(r, 17),
    };
}
