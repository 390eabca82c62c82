using System.Data.Common;
using System.Globalization;

namespace Parley.Server.Storage;

/// <summary>All questions put to the store. Each uses a connection of its own and sees committed state, but for those of a snapshot.</summary>
/// <param name="dialect">The store.</param>
/// <param name="keys">The keys of content.</param>
/// <param name="snapshot">The connection that all questions use, one after another; null for one each.</param>
internal sealed partial class StoreReader(Dialect dialect, ContentKeys keys, DbConnection? snapshot = null)
{
    /// <summary>The highest key and the highest place in the order of deliveries.</summary>
    public async Task<(long Key, long Sequence)> HighestAsync(CancellationToken cancellationToken)
    {
        List<long> found = await QueryAsync(
            """
            SELECT COALESCE(MAX(id), 0) FROM contents UNION ALL SELECT COALESCE(MAX(id), 0) FROM exchanges
            UNION ALL SELECT COALESCE(MAX(id), 0) FROM exceptions UNION ALL SELECT COALESCE(MAX(id), 0) FROM versions
            UNION ALL SELECT COALESCE(MAX(id), 0) FROM acts UNION ALL SELECT COALESCE(MAX(id), 0) FROM notices
            UNION ALL SELECT COALESCE(MAX(id), 0) FROM holds UNION ALL SELECT COALESCE(MAX(id), 0) FROM reviews
            UNION ALL SELECT COALESCE(MAX(id), 0) FROM task_events UNION ALL SELECT COALESCE(MAX(id), 0) FROM task_answers
            UNION ALL SELECT COALESCE(MAX(id), 0) FROM obligations
            UNION ALL SELECT COALESCE(MAX(id), 0) FROM case_notes UNION ALL SELECT COALESCE(MAX(id), 0) FROM corrections
            UNION ALL SELECT COALESCE(MAX(id), 0) FROM media
            UNION ALL SELECT COALESCE(MAX(id), 0) FROM loads UNION ALL SELECT COALESCE(MAX(id), 0) FROM subscriptions
            UNION ALL SELECT COALESCE(MAX(id), 0) FROM processes UNION ALL SELECT COALESCE(MAX(id), 0) FROM process_definitions
            UNION ALL SELECT COALESCE(MAX(id), 0) FROM process_events UNION ALL SELECT COALESCE(MAX(id), 0) FROM process_timers
            UNION ALL SELECT COALESCE(MAX(id), 0) FROM process_listens
            UNION ALL SELECT COALESCE(MAX(id), 0) FROM quality_findings UNION ALL SELECT COALESCE(MAX(id), 0) FROM quality_keys
            """,
            r => r.GetInt64(0),
            cancellationToken);
        List<long> sequence = await QueryAsync("SELECT COALESCE(MAX(seq), 0) FROM deliveries", r => r.GetInt64(0), cancellationToken);
        return (found.Max(), sequence[0]);
    }

    /// <summary>The highest number of a key that the newest exchanges were sealed under; 0 for none.</summary>
    public async Task<long> HighestKeyAsync(CancellationToken cancellationToken) => (await QueryAsync(
        """
        SELECT COALESCE(MAX(key_no), 0) FROM (SELECT key_no FROM exchanges ORDER BY id DESC LIMIT 20000) AS newest
        UNION ALL SELECT COALESCE(MAX(key_no), 0) FROM (SELECT key_no FROM media ORDER BY id DESC LIMIT 20000) AS objects
        UNION ALL SELECT COALESCE(MAX(key_no), 0) FROM (SELECT key_no FROM processes ORDER BY id DESC LIMIT 20000) AS started
        UNION ALL SELECT COALESCE(MAX(key_no), 0) FROM (SELECT key_no FROM process_events ORDER BY id DESC LIMIT 20000) AS came
        UNION ALL SELECT COALESCE(MAX(key_no), 0) FROM (SELECT key_no FROM tasks ORDER BY id DESC LIMIT 20000) AS given
        UNION ALL SELECT COALESCE(MAX(key_no), 0) FROM (SELECT key_no FROM loads ORDER BY id DESC LIMIT 20000) AS loaded
        """,
        r => r.GetInt64(0),
        cancellationToken)).Max();

    /// <summary>Reads the receipts of the window into memory.</summary>
    public async Task ReadReceiptsAsync(long from, ReceiptIndex receipts, CancellationToken cancellationToken)
    {
        await using DbConnection connection = await dialect.OpenAsync(cancellationToken);
        await using DbCommand command = Make(connection, "SELECT id, hash FROM receipts WHERE id >= $1 ORDER BY id", [from]);
        await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            receipts.Add(unchecked((ulong)reader.GetInt64(1)), reader.GetInt64(0));
        }
    }

    /// <summary>The number of a workspace version that is in the store.</summary>
    public async Task<long> VersionAsync(string version, CancellationToken cancellationToken) =>
        (await QueryAsync("SELECT id FROM versions WHERE version = $1", r => r.GetInt64(0), cancellationToken, version))[0];

    /// <summary>A workspace version by its number.</summary>
    public async Task<string?> VersionAsync(long id, CancellationToken cancellationToken) =>
        (await QueryAsync("SELECT version FROM versions WHERE id = $1", r => r.GetString(0), cancellationToken, id)).FirstOrDefault();

    /// <summary>A cursor, or null.</summary>
    public async Task<string?> CursorAsync(string name, CancellationToken cancellationToken) =>
        (await QueryAsync("SELECT cursor FROM cursors WHERE name = $1", r => r.GetString(0), cancellationToken, name)).FirstOrDefault();

    /// <summary>How far a file was taken: messages, refused ones among them, and whether it was finished; null when it is new.</summary>
    public async Task<FileRow?> FileAsync(string name, CancellationToken cancellationToken) => (await QueryAsync(
        "SELECT messages, refused, finished FROM files WHERE name = $1",
        r => new FileRow(r.GetInt64(0), r.GetInt64(1), Long(r, 2)),
        cancellationToken,
        name)).FirstOrDefault();

    /// <summary>Begins to read the store as it is at one moment.</summary>
    public Task<StoreSnapshot> SnapshotAsync(CancellationToken cancellationToken) => StoreSnapshot.BeginAsync(dialect, keys, cancellationToken);

    /// <summary>A condition that a column holds one of some values; none of none. The values join those of the statement.</summary>
    private static string In<T>(string column, IReadOnlyCollection<T> wanted, List<object?> values)
    {
        if (wanted.Count == 0)
        {
            return "1 = 0";
        }

        List<string> places = [];
        foreach (T value in wanted)
        {
            values.Add(value);
            places.Add("$" + values.Count.ToString(CultureInfo.InvariantCulture));
        }

        return $"{column} IN ({string.Join(", ", places)})";
    }

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static byte[]? Bytes(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : (byte[])reader.GetValue(column);

    private static long? Long(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    /// <summary>A command with its values; the same text for both databases.</summary>
    internal static DbCommand Make(DbConnection connection, string sql, object?[] values)
    {
        DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Texts are put together from constants; what comes from outside is a parameter.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (int i = 0; i < values.Length; i++)
        {
            DbParameter parameter = command.CreateParameter();
            if (connection is Microsoft.Data.Sqlite.SqliteConnection)
            {
                parameter.ParameterName = "$" + (i + 1).ToString(CultureInfo.InvariantCulture);
            }

            parameter.Value = values[i] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private async Task<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> map, CancellationToken cancellationToken, params object?[] values)
    {
        try
        {
            await using DbConnection? own = snapshot is null ? await dialect.OpenAsync(cancellationToken) : null;
            await using DbCommand command = Make((snapshot ?? own)!, sql, values);
            await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
            List<T> rows = [];
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(map(reader));
            }

            return rows;
        }
        catch (DbException failure)
        {
            throw new StoreUnavailableException("The store cannot be read.", failure);
        }
    }

}
