using SQLitePCL;

namespace Parley.Limit;

/// <summary>
/// The SQLite file, by the C interface: the least that stands between a message and the disk. Used by one thread at a time.
/// Bodies are only ever appended; the state stands in a table of its own, so that marking a delivery rewrites no body's page.
/// </summary>
internal sealed class Store : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _begin;
    private readonly sqlite3_stmt _commit;
    private readonly sqlite3_stmt _insertMessage;
    private readonly sqlite3_stmt _insertDelivery;
    private readonly sqlite3_stmt _markDelivered;
    private long _lastId;

    public Store(string file)
    {
        Batteries_V2.Init();
        Check(raw.sqlite3_open(file, out _database));
        Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=8000; PRAGMA cache_size=-32000;");
        Execute("CREATE TABLE IF NOT EXISTS message(id INTEGER PRIMARY KEY, received_at INTEGER NOT NULL, body BLOB NOT NULL);"
            + "CREATE TABLE IF NOT EXISTS delivery(id INTEGER PRIMARY KEY, state INTEGER NOT NULL);");
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _insertMessage = Prepare("INSERT INTO message(id, received_at, body) VALUES(?, ?, ?)");
        _insertDelivery = Prepare("INSERT INTO delivery(id, state) VALUES(?, 0)");
        _markDelivered = Prepare("UPDATE delivery SET state = 1 WHERE id = ?");
        using var last = Prepare("SELECT coalesce(max(id), 0) FROM message");
        raw.sqlite3_step(last);
        _lastId = raw.sqlite3_column_int64(last, 0);
    }

    /// <summary>Makes a batch durable: new exchanges are inserted and numbered, delivered ones marked. All or nothing.</summary>
    public void Commit(List<Exchange> batch, long receivedAt)
    {
        var lastId = _lastId;
        Step(_begin);
        try
        {
            foreach (var exchange in batch)
            {
                if (exchange.IsDelivered)
                {
                    Check(raw.sqlite3_bind_int64(_markDelivered, 1, exchange.Id));
                    Step(_markDelivered);
                }
                else
                {
                    exchange.Id = ++_lastId;
                    Insert(exchange, receivedAt);
                }
            }

            Step(_commit);
        }
        catch (IOException)
        {
            _lastId = lastId;
            raw.sqlite3_exec(_database, "ROLLBACK");
            throw;
        }
    }

    /// <summary>What an earlier run has stored and not delivered, oldest first.</summary>
    public IEnumerable<(long Id, byte[] Body)> Undelivered()
    {
        using var query = Prepare("SELECT d.id, m.body FROM delivery d JOIN message m ON m.id = d.id WHERE d.state = 0 ORDER BY d.id");
        while (raw.sqlite3_step(query) == raw.SQLITE_ROW)
        {
            yield return (raw.sqlite3_column_int64(query, 0), raw.sqlite3_column_blob(query, 1).ToArray());
        }
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _begin, _commit, _insertMessage, _insertDelivery, _markDelivered })
        {
            statement.Dispose();
        }

        _database.Dispose();
    }

    private void Insert(Exchange exchange, long receivedAt)
    {
        Check(raw.sqlite3_bind_int64(_insertMessage, 1, exchange.Id));
        Check(raw.sqlite3_bind_int64(_insertMessage, 2, receivedAt));
        Check(raw.sqlite3_bind_blob(_insertMessage, 3, exchange.Body));
        Step(_insertMessage);
        Check(raw.sqlite3_bind_int64(_insertDelivery, 1, exchange.Id));
        Step(_insertDelivery);
    }

    private sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_database, sql, out var statement));
        return statement;
    }

    private void Execute(string sql) => Check(raw.sqlite3_exec(_database, sql));

    private void Step(sqlite3_stmt statement)
    {
        var result = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new IOException($"SQLite answered {result}: {raw.sqlite3_errmsg(_database).utf8_to_string()}");
        }
    }
}
