using Parley.Engine.Processes;

namespace Parley.Server.Storage;

/// <summary>Questions about what processes went through.</summary>
internal sealed partial class StoreReader
{
    /// <summary>The kept steps of an instance, piece by piece, the oldest first; a piece is null when it does not open.</summary>
    public Task<List<byte[]?>> ProcessStepsAsync(long process, ContentPermit permit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(permit);
        return QueryAsync(
            "SELECT sealed FROM process_steps WHERE process = $1 ORDER BY id", r => keys.Open(SealedPlace.ProcessSteps, Bytes(r, 0)), cancellationToken, process);
    }

    /// <summary>The newest instance that runs another again; null when none does.</summary>
    public async Task<long?> ReplayOfProcessAsync(long process, CancellationToken cancellationToken) =>
        await QueryAsync("SELECT id FROM processes WHERE replay_of = $1 ORDER BY id DESC LIMIT 1", r => r.GetInt64(0), cancellationToken, process) is [long id] ? id : null;

    /// <summary>What became of instances after a place, in the order in which it became durable.</summary>
    public Task<List<LifecycleRow>> LifecycleAfterAsync(string? name, long after, int limit, CancellationToken cancellationToken)
    {
        List<object?> values = [after, (long)limit];
        string where = "";
        if (name is not null)
        {
            values.Add(name);
            where = " AND d.name = $3";
        }

        return QueryAsync(
            $"""
            SELECT l.id, l.process, l.n, l.what, l.at, d.namespace, d.name, d.version FROM process_lifecycle l JOIN process_definitions d ON d.id = l.definition
            WHERE l.id > $1{where} ORDER BY l.id LIMIT $2
            """,
            r => new LifecycleRow(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetString(3), r.GetInt64(4), r.GetString(5), r.GetString(6), r.GetString(7)),
            cancellationToken,
            [.. values]);
    }

    /// <summary>The place of the newest; 0 where there is none.</summary>
    public async Task<long> LastLifecycleAsync(CancellationToken cancellationToken) =>
        (await QueryAsync("SELECT MAX(id) FROM process_lifecycle", r => Long(r, 0), cancellationToken))[0] ?? 0;

    /// <summary>Instances without their content, new to old, by when they began.</summary>
    /// <param name="name">Only of this process; null for all.</param>
    /// <param name="status">Only of this status; null for all.</param>
    /// <param name="parked">Only those that were put aside.</param>
    /// <param name="since">Begun at or after, microseconds since 1970.</param>
    /// <param name="until">Begun before, microseconds since 1970.</param>
    /// <param name="limit">The most rows.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public Task<List<ProcessRow>> ProcessesBetweenAsync(
        string? name, ProcessStatus? status, bool parked, long since, long until, int limit, CancellationToken cancellationToken)
    {
        List<object?> values = [since, until, (long)limit];
        string where = parked ? " AND parked IS NOT NULL" : "";
        if (name is not null)
        {
            values.Add(name);
            where += $" AND name = ${values.Count}";
        }

        if (status is not null)
        {
            values.Add((long)status.Value);
            where += $" AND status = ${values.Count}";
        }

        return QueryAsync(
            $"SELECT {ProcessColumns} FROM processes WHERE started >= $1 AND started < $2{where} ORDER BY id DESC LIMIT $3", ReadProcess, cancellationToken, [.. values]);
    }
}
