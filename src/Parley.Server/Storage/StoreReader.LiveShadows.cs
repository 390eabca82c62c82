using System.Data.Common;

namespace Parley.Server.Storage;

/// <summary>Questions about live shadows.</summary>
internal sealed partial class StoreReader
{
    private const string LiveShadowColumns =
        "id, state, started, started_by, reason, system, process, until, ended, ended_by, place, changed, instance, same, differ, cannot, skipped, stored";

    /// <summary>A live shadow; null when there is none.</summary>
    public async Task<LiveShadowRow?> LiveShadowAsync(long id, CancellationToken cancellationToken) =>
        (await QueryAsync($"SELECT {LiveShadowColumns} FROM live_shadows WHERE id = $1", ReadLiveShadow, cancellationToken, id)).FirstOrDefault();

    /// <summary>Live shadows, new to old.</summary>
    public Task<List<LiveShadowRow>> LiveShadowsAsync(long before, int limit, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT {LiveShadowColumns} FROM live_shadows WHERE id < $1 ORDER BY id DESC LIMIT $2", ReadLiveShadow, cancellationToken, before, (long)limit);

    /// <summary>Those that run.</summary>
    public Task<List<LiveShadowRow>> RunningLiveShadowsAsync(CancellationToken cancellationToken) =>
        QueryAsync($"SELECT {LiveShadowColumns} FROM live_shadows WHERE state = 0 ORDER BY id", ReadLiveShadow, cancellationToken);

    /// <summary>What a live shadow found, new to old.</summary>
    public Task<List<LiveShadowFindingRow>> LiveShadowFindingsAsync(long shadow, long before, int limit, ContentPermit permit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(permit);
        return QueryAsync(
            "SELECT id, is_instance, subject, at, sealed FROM live_shadow_findings WHERE shadow = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
            r => new LiveShadowFindingRow(r.GetInt64(0), r.GetInt64(1) != 0, r.GetInt64(2), r.GetInt64(3), keys.Open(SealedPlace.LiveShadow, Bytes(r, 4))),
            cancellationToken,
            shadow, before, (long)limit);
    }

    /// <summary>Instances that have ended after a place, the longest ended first, page by page; those that ended a moment ago are left to the next pass.</summary>
    public Task<List<ProcessRow>> ProcessesEndedAfterAsync((long Changed, long Id) after, long before, int limit, CancellationToken cancellationToken) => QueryAsync(
        $"""
        SELECT {ProcessColumns} FROM processes
        WHERE status >= 4 AND erased IS NULL AND changed >= $1 AND changed < $2 AND (changed > $1 OR id > $3) ORDER BY changed, id LIMIT $4
        """,
        ReadProcess,
        cancellationToken,
        after.Changed, before, after.Id, (long)limit);

    private static LiveShadowRow ReadLiveShadow(DbDataReader r) => new()
    {
        Id = r.GetInt64(0),
        State = (LiveShadowState)r.GetInt64(1),
        Started = r.GetInt64(2),
        StartedBy = r.GetString(3),
        Reason = Text(r, 4),
        System = Text(r, 5),
        Process = Text(r, 6),
        Until = r.GetInt64(7),
        Ended = Long(r, 8),
        EndedBy = Text(r, 9),
        Place = r.GetInt64(10),
        Changed = r.GetInt64(11),
        Instance = r.GetInt64(12),
        Same = r.GetInt64(13),
        Differ = r.GetInt64(14),
        Cannot = r.GetInt64(15),
        Skipped = r.GetInt64(16),
        Stored = r.GetInt64(17),
    };
}
