using System.Data.Common;

namespace Parley.Server.Storage;

/// <summary>Questions about loads of history.</summary>
internal sealed partial class StoreReader
{
    private const string LoadColumns =
        """
        id, system, type, name, file, purpose, actor, state, size, sha256, key_no, position, line, taken, flawed, repeated, refused, mended, most_refused,
        begun, changed, ended, error
        """;

    private const string LoadLineColumns = "exchange, load, position, line, code, mended";

    /// <summary>A load, or null.</summary>
    public async Task<LoadRow?> LoadAsync(long id, CancellationToken cancellationToken) =>
        (await QueryAsync($"SELECT {LoadColumns} FROM loads WHERE id = $1", ReadLoad, cancellationToken, id)).FirstOrDefault();

    /// <summary>Loads from new to old; within some systems, or one.</summary>
    public Task<List<LoadRow>> LoadsAsync(IReadOnlyCollection<string>? within, string? system, long before, int limit, CancellationToken cancellationToken)
    {
        List<object?> values = [before];
        string mine = within is null ? "" : " AND " + In("system", within, values);
        string only = system is null ? "" : " AND " + In("system", [system], values);
        return QueryAsync(
            $"SELECT {LoadColumns} FROM loads WHERE id < $1{mine}{only} ORDER BY id DESC LIMIT {limit}", ReadLoad, cancellationToken, [.. values]);
    }

    /// <summary>The loads that have not ended, old to new.</summary>
    public Task<List<LoadRow>> OpenLoadsAsync(CancellationToken cancellationToken) =>
        QueryAsync($"SELECT {LoadColumns} FROM loads WHERE state < {(int)LoadState.Done} ORDER BY id", ReadLoad, cancellationToken);

    /// <summary>A load of the same file as the same message type that took it to its end; null for none.</summary>
    public async Task<long?> LoadedBeforeAsync(LoadRow load, byte[] sha256, CancellationToken cancellationToken) => (await QueryAsync(
        $"SELECT id FROM loads WHERE system = $1 AND type = $2 AND sha256 = $3 AND state = {(int)LoadState.Done} AND id <> $4 ORDER BY id LIMIT 1",
        r => (long?)r.GetInt64(0),
        cancellationToken,
        load.System, load.Type, sha256, load.Id)).FirstOrDefault();

    /// <summary>Loads whose sent file is of no more use: done, or not touched since a moment.</summary>
    public Task<List<LoadRow>> LoadsWithSpentFilesAsync(long untouchedSince, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT {LoadColumns} FROM loads WHERE key_no IS NOT NULL AND (state = {(int)LoadState.Done} OR (changed < $1 AND state NOT IN ({(int)LoadState.Waiting}, {(int)LoadState.Running}))) ORDER BY id",
        ReadLoad,
        cancellationToken,
        untouchedSince);

    /// <summary>The refused lines of a load in the order of the file, after a place in it.</summary>
    public Task<List<LoadLineRow>> RefusedLinesAsync(long load, long after, int limit, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT {LoadLineColumns} FROM load_lines WHERE load = $1 AND position > $2 AND code IS NOT NULL ORDER BY position LIMIT {limit}",
        ReadLoadLine,
        cancellationToken,
        load, after);

    /// <summary>The refused message of a load at a place of the file; null when there is none.</summary>
    public async Task<LoadLineRow?> RefusedLineAsync(long load, long position, CancellationToken cancellationToken) => (await QueryAsync(
        $"SELECT {LoadLineColumns} FROM load_lines WHERE load = $1 AND position = $2 AND code IS NOT NULL",
        ReadLoadLine,
        cancellationToken,
        load, position)).FirstOrDefault();

    /// <summary>How many lines of a load were refused for which first fault.</summary>
    public Task<List<(string Code, long Count)>> RefusedCodesAsync(long load, CancellationToken cancellationToken) => QueryAsync(
        "SELECT code, COUNT(*) FROM load_lines WHERE load = $1 AND code IS NOT NULL GROUP BY code ORDER BY COUNT(*) DESC, code",
        r => (r.GetString(0), r.GetInt64(1)),
        cancellationToken,
        load);

    /// <summary>The loads that brought some exchanges, by exchange; those that no load brought are not there.</summary>
    public async Task<Dictionary<long, LoadLineRow>> LoadsOfAsync(IReadOnlyCollection<long> exchanges, CancellationToken cancellationToken)
    {
        List<object?> values = [];
        string wanted = In("exchange", exchanges, values);
        List<LoadLineRow> rows = await QueryAsync($"SELECT {LoadLineColumns} FROM load_lines WHERE {wanted}", ReadLoadLine, cancellationToken, [.. values]);
        return rows.ToDictionary(r => r.Exchange);
    }

    private static LoadRow ReadLoad(DbDataReader r) => new()
    {
        Id = r.GetInt64(0),
        System = r.GetString(1),
        Type = r.GetString(2),
        Name = r.GetString(3),
        File = Text(r, 4),
        Purpose = r.GetString(5),
        Actor = r.GetString(6),
        State = (LoadState)r.GetInt64(7),
        Size = Long(r, 8),
        Sha256 = Bytes(r, 9),
        Key = Long(r, 10),
        Position = r.GetInt64(11),
        Line = r.GetInt64(12),
        Taken = r.GetInt64(13),
        Flawed = r.GetInt64(14),
        Repeated = r.GetInt64(15),
        Refused = r.GetInt64(16),
        Mended = r.GetInt64(17),
        MostRefused = r.GetInt64(18),
        Begun = r.GetInt64(19),
        Changed = r.GetInt64(20),
        Ended = Long(r, 21),
        Error = Text(r, 22),
    };

    private static LoadLineRow ReadLoadLine(DbDataReader r) =>
        new(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), Text(r, 4), Long(r, 5));
}
