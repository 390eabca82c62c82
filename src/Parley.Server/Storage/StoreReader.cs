using System.Data.Common;
using System.Globalization;

namespace Parley.Server.Storage;

/// <summary>All questions put to the store. Each uses a connection of its own and sees committed state, but for those of a snapshot.</summary>
/// <param name="dialect">The store.</param>
/// <param name="keys">The keys of content.</param>
/// <param name="snapshot">The connection that all questions use, one after another; null for one each.</param>
internal sealed partial class StoreReader(Dialect dialect, ContentKeys keys, DbConnection? snapshot = null)
{
    private const string ExchangeColumns =
        """
        e.id, e.system, e.type, e.via, e.status, e.received, e.recorded, e.read_us, e.write_us, e.version, e.content, e.size, e.sha256,
        e.idempotency_key, e.message_id, e.subject_type, e.reference, e.issues, e.correlation, e.cause, e.cause_delivery, e.depth, e.completion,
        e.key_no, e.sealed
        """;

    private const string DeliveryColumns =
        """
        seq, exchange, n, recipient, type, route, order_key, status, attempts, next_attempt, content, facts, issues, error, http_status, response,
        done, took_us, key_no, sealed, outcome, purpose, agreements, withheld, subjects, withheld_reasons,
        terms
        """;

    private const string ExceptionColumns =
        """
        id, exchange, n, opened, severity, status, source, owner, organisation, code, what, why, remedy, issues, resolved, resolved_by, reason,
        replacement, sealed
        """;

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

    /// <summary>An exchange, or null.</summary>
    public async Task<ExchangeRow?> ExchangeAsync(long id, CancellationToken cancellationToken) =>
        (await QueryAsync($"SELECT {ExchangeColumns} FROM exchanges e WHERE e.id = $1", ReadExchange, cancellationToken, id)).FirstOrDefault();

    /// <summary>The exchanges that an exchange caused.</summary>
    public Task<List<ExchangeRow>> CausedAsync(long id, CancellationToken cancellationToken) =>
        QueryAsync($"SELECT {ExchangeColumns} FROM exchanges e WHERE e.cause = $1 ORDER BY e.id", ReadExchange, cancellationToken, id);

    /// <summary>Exchanges from new to old.</summary>
    public Task<List<ExchangeRow>> ExchangesAsync(ExchangeFilter filter, CancellationToken cancellationToken)
    {
        List<object?> values = [filter.Before];
        List<string> conditions = [];
        Add("e.system = ", filter.System);
        if (filter.Within is { } within)
        {
            conditions.Add(In("e.system", within, values));
        }

        Add("e.type = ", filter.Type);
        if (filter.Reference is string reference)
        {
            // Rows written before content was sealed have the reference itself.
            values.Add(keys.Blind(reference));
            values.Add(reference);
            conditions.Add(string.Create(CultureInfo.InvariantCulture, $"(e.reference_hash = ${values.Count - 1} OR e.reference = ${values.Count})"));
        }

        if (filter.Since > 0)
        {
            values.Add(filter.Since);
            conditions.Add(string.Create(CultureInfo.InvariantCulture, $"e.received >= ${values.Count}"));
        }

        if (filter.Status is not null)
        {
            conditions.Add(StatusCondition(filter.Status));
        }

        string own = conditions.Count == 0 ? "1 = 1" : string.Join(" AND ", conditions);
        string which = filter.ArrivedAt is { } systems ? $"({own} OR {Arrived(filter, systems, values)})" : own;
        return QueryAsync(
            $"SELECT {ExchangeColumns} FROM exchanges e WHERE e.id < $1 AND {which} ORDER BY e.id DESC LIMIT {filter.Limit}",
            ReadExchange,
            cancellationToken,
            [.. values]);

        void Add(string condition, string? value)
        {
            if (value is not null)
            {
                values.Add(value);
                conditions.Add(condition + "$" + values.Count.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>An exchange's deliveries in order.</summary>
    public Task<List<DeliveryRow>> DeliveriesAsync(long exchange, CancellationToken cancellationToken) =>
        QueryAsync($"SELECT {DeliveryColumns} FROM deliveries WHERE exchange = $1 ORDER BY n", ReadDelivery, cancellationToken, exchange);

    /// <summary>Pending deliveries to a recipient after a place in the order of commits.</summary>
    public Task<List<DeliveryRow>> PendingAsync(string recipient, long after, int limit, CancellationToken cancellationToken) => QueryAsync(
        $"SELECT {DeliveryColumns} FROM deliveries WHERE status = 0 AND recipient = $1 AND seq > $2 ORDER BY seq LIMIT {limit}",
        ReadDelivery,
        cancellationToken,
        recipient,
        after);

    /// <summary>The recipients that have pending deliveries.</summary>
    public Task<List<(string Recipient, long Count)>> PendingRecipientsAsync(CancellationToken cancellationToken) => QueryAsync(
        "SELECT recipient, COUNT(*) FROM deliveries WHERE status = 0 GROUP BY recipient",
        r => (r.GetString(0), r.GetInt64(1)),
        cancellationToken);

    /// <summary>The failed attempts of an exchange's deliveries, in order of time.</summary>
    public Task<List<AttemptRow>> AttemptsAsync(long exchange, CancellationToken cancellationToken) => QueryAsync(
        "SELECT exchange, n, at, took_us, http_status, error, next_attempt, sealed FROM attempts WHERE exchange = $1 ORDER BY at",
        r => new AttemptRow(
            r.GetInt64(0), (int)r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), (int?)Long(r, 4),
            SealedFields.Texts(keys.Open(SealedPlace.Attempt, Bytes(r, 7)), 1)[0] ?? Text(r, 5), Long(r, 6)),
        cancellationToken,
        exchange);

    /// <summary>A body, or null when it is not kept or has been erased.</summary>
    public async Task<byte[]?> ContentAsync(long? id, ContentPermit permit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(permit);
        return id is null
            ? null
            : (await QueryAsync(
                "SELECT body, key_no FROM contents WHERE id = $1",
                r => r.IsDBNull(1) ? Bytes(r, 0) : keys.Open(SealedPlace.Body, Bytes(r, 0)),
                cancellationToken,
                id)).FirstOrDefault();
    }

    /// <summary>An exception, or null.</summary>
    public async Task<ExceptionRow?> ExceptionAsync(long id, CancellationToken cancellationToken) =>
        (await QueryAsync($"SELECT {ExceptionColumns} FROM exceptions WHERE id = $1", ReadException, cancellationToken, id)).FirstOrDefault();

    /// <summary>The exceptions of an exchange.</summary>
    public Task<List<ExceptionRow>> ExceptionsOfAsync(long exchange, CancellationToken cancellationToken) =>
        QueryAsync($"SELECT {ExceptionColumns} FROM exceptions WHERE exchange = $1 ORDER BY id", ReadException, cancellationToken, exchange);

    /// <summary>Exceptions from new to old; within some systems, those they must act on and those of their own messages.</summary>
    public Task<List<ExceptionRow>> ExceptionsAsync(
        IReadOnlyCollection<string>? within, ExceptionStatus? status, long before, int limit, CancellationToken cancellationToken)
    {
        List<object?> values = [before];
        string state = status is null ? "" : $" AND status = {(int)status}";
        string mine = within is null ? "" : $" AND ({In("owner", within, values)} OR {In("source", within, values)})";
        return QueryAsync(
            $"SELECT {ExceptionColumns} FROM exceptions WHERE id < $1{state}{mine} ORDER BY id DESC LIMIT {limit}",
            ReadException,
            cancellationToken,
            [.. values]);
    }

    /// <summary>How many exceptions are open.</summary>
    public async Task<long> OpenExceptionsAsync(CancellationToken cancellationToken) =>
        (await QueryAsync("SELECT COUNT(*) FROM exceptions WHERE status = 0", r => r.GetInt64(0), cancellationToken))[0];

    /// <summary>A cursor, or null.</summary>
    public async Task<string?> CursorAsync(string name, CancellationToken cancellationToken) =>
        (await QueryAsync("SELECT cursor FROM cursors WHERE name = $1", r => r.GetString(0), cancellationToken, name)).FirstOrDefault();

    /// <summary>How far a file was taken: messages, refused ones among them, and whether it was finished; null when it is new.</summary>
    public async Task<FileRow?> FileAsync(string name, CancellationToken cancellationToken) => (await QueryAsync(
        "SELECT messages, refused, finished FROM files WHERE name = $1",
        r => new FileRow(r.GetInt64(0), r.GetInt64(1), Long(r, 2)),
        cancellationToken,
        name)).FirstOrDefault();

    /// <summary>A condition that something of an exchange arrived at one of some systems. What a list is asked for is asked of the delivery, never of the sender's side.</summary>
    private static string Arrived(ExchangeFilter filter, IReadOnlyCollection<string> systems, List<object?> values)
    {
        if (filter.Reference is not null || filter.Status is not (null or "delivered"))
        {
            return "1 = 0";
        }

        string at = In("d.recipient", filter.System is null ? systems : [.. systems.Where(s => s == filter.System)], values);
        string type = filter.Type is null ? "" : " AND " + In("d.type", [filter.Type], values);
        return $"""
            (e.status NOT IN ({(int)ExchangeStatus.Erased}, {(int)ExchangeStatus.Withdrawn}) AND EXISTS (SELECT 1 FROM deliveries d WHERE d.exchange = e.id
            AND d.status IN ({(int)DeliveryStatus.Delivered}, {(int)DeliveryStatus.ReplyHeld}) AND {at}{type}))
            """;
    }

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

    private static string StatusCondition(string status) => status switch
    {
        "held" => "e.status = 1",
        "refused" => "e.status = 2",
        "corrected" => "e.status = 3",
        "discarded" => "e.status = 4",
        "erased" => "e.status = 5",
        "withdrawn" => "e.status = 6",
        "delivering" => "e.status = 0 AND EXISTS (SELECT 1 FROM deliveries d WHERE d.exchange = e.id AND d.status = 0)",
        "failed" => "e.status = 0 AND EXISTS (SELECT 1 FROM deliveries d WHERE d.exchange = e.id AND d.status IN (2, 3))",
        "delivered" => "e.status = 0 AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.exchange = e.id AND d.status IN (0, 2, 3))",
        _ => "1 = 0",
    };

    private ExchangeRow ReadExchange(DbDataReader r)
    {
        string?[] quoted = SealedFields.Texts(keys.Open(SealedPlace.Exchange, Bytes(r, 24)), 5);
        return new()
        {
            Id = r.GetInt64(0),
            System = r.GetString(1),
            Type = r.GetString(2),
            Via = r.GetString(3),
            Status = (ExchangeStatus)r.GetInt64(4),
            Received = r.GetInt64(5),
            Recorded = r.GetInt64(6),
            ReadMicroseconds = r.GetInt64(7),
            WriteMicroseconds = r.GetInt64(8),
            Version = r.GetInt64(9),
            Content = Long(r, 10),
            Size = (int)r.GetInt64(11),
            Sha256 = (byte[])r.GetValue(12),
            IdempotencyKey = quoted[0] ?? Text(r, 13),
            MessageId = quoted[1] ?? Text(r, 14),
            SubjectType = Text(r, 15),
            Reference = quoted[2] ?? Text(r, 16),
            Issues = quoted[3] ?? Text(r, 17),
            Correlation = r.GetInt64(18),
            Cause = Long(r, 19),
            CauseDelivery = (int?)Long(r, 20),
            Depth = (int)r.GetInt64(21),
            Completion = quoted[4] ?? Text(r, 22),
            Key = Long(r, 23),
        };
    }

    private DeliveryRow ReadDelivery(DbDataReader r)
    {
        string?[] quoted = SealedFields.Texts(keys.Open(SealedPlace.Delivery, Bytes(r, 19)), 3);
        (string? error, byte[]? response) = SealedFields.TextAndBytes(keys.Open(SealedPlace.Outcome, Bytes(r, 20)));
        return new()
        {
            Seq = r.GetInt64(0),
            Exchange = r.GetInt64(1),
            N = (int)r.GetInt64(2),
            Recipient = r.GetString(3),
            Type = r.GetString(4),
            Route = (int)r.GetInt64(5),
            OrderKey = r.GetInt64(6),
            Status = (DeliveryStatus)r.GetInt64(7),
            Attempts = (int)r.GetInt64(8),
            NextAttempt = r.GetInt64(9),
            Content = Long(r, 10),
            Facts = quoted[0] ?? Text(r, 11),
            Issues = quoted[1] ?? Text(r, 12),
            Error = error ?? quoted[2] ?? Text(r, 13),
            HttpStatus = (int?)Long(r, 14),
            Response = response ?? Bytes(r, 15),
            Done = Long(r, 16),
            TookMicroseconds = Long(r, 17),
            Key = Long(r, 18),
            Purpose = Text(r, 21),
            Agreements = Text(r, 22),
            Withheld = (int)(Long(r, 23) ?? 0),
            Subjects = Bytes(r, 24),
            WithheldReasons = Text(r, 25),
            Terms = Long(r, 26),
        };
    }

    private ExceptionRow ReadException(DbDataReader r)
    {
        string?[] quoted = SealedFields.Texts(keys.Open(SealedPlace.Exception, Bytes(r, 18)), 2);
        return new()
        {
            Id = r.GetInt64(0),
            Exchange = r.GetInt64(1),
            N = (int?)Long(r, 2),
            Opened = r.GetInt64(3),
            Severity = r.GetString(4),
            Status = (ExceptionStatus)r.GetInt64(5),
            Source = r.GetString(6),
            Owner = r.GetString(7),
            Organisation = r.GetString(8),
            Code = r.GetString(9),
            What = r.GetString(10),
            Why = quoted[0] ?? r.GetString(11),
            Remedy = r.GetString(12),
            Issues = quoted[1] ?? Text(r, 13),
            Resolved = Long(r, 14),
            ResolvedBy = Text(r, 15),
            Reason = SealedText.Open(keys, SealedPlace.Reason, Text(r, 16)),
            Replacement = Long(r, 17),
            Key = Bytes(r, 18) is byte[] bytes ? ContentKey.NumberOf(bytes) : null,
        };
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

    /// <summary>Begins to read the store as it is at one moment.</summary>
    public Task<StoreSnapshot> SnapshotAsync(CancellationToken cancellationToken) => StoreSnapshot.BeginAsync(dialect, keys, cancellationToken);

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
