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
