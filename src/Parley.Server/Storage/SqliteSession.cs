using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Parley.Server.Storage;

/// <summary>SQLite: each statement is prepared once and run at once.</summary>
/// <remarks>
/// Through SQLite's C interface: a deposit writes some fifty values, and a command of ADO.NET boxes each, looks its name up and makes a reader for
/// every run, which measured at several times the cost of the inserts themselves.
/// </remarks>
internal sealed class SqliteSession : StoreSession
{
    private const int OnStack = 512;

    private readonly SqliteConnection _connection;
    private readonly sqlite3 _database;
    private readonly Dictionary<int, Prepared> _prepared = [];
    private readonly Prepared _begin;
    private readonly Prepared _commit;
    private Prepared? _ledgerHead;

    /// <summary>Writes through an open connection, and closes it in the end.</summary>
    public SqliteSession(SqliteConnection connection)
    {
        _connection = connection;
        _database = connection.Handle ?? throw new ArgumentException("The connection is not open.", nameof(connection));
        raw.sqlite3_busy_timeout(_database, connection.DefaultTimeout * 1000);
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
    }

    public override void Begin() => Run(_begin);

    public override void Execute(Statement statement, params ReadOnlySpan<SqlValue> values)
    {
        if (!_prepared.TryGetValue(statement.Index, out Prepared? prepared))
        {
            prepared = Prepare(statement.Sql);
            _prepared.Add(statement.Index, prepared);
        }

        raw.sqlite3_clear_bindings(prepared.Handle);
        for (int i = 0; i < values.Length; i++)
        {
            if (!values[i].IsNull)
            {
                Check(Bind(prepared.Handle, prepared.Places[i], values[i]));
            }
        }

        Run(prepared);
    }

    public override void Commit() => Run(_commit);

    public override long LedgerHead()
    {
        _ledgerHead ??= Prepare(Statements.SelectLedgerHead);
        int result = raw.sqlite3_step(_ledgerHead.Handle);
        long head = result == raw.SQLITE_ROW ? raw.sqlite3_column_int64(_ledgerHead.Handle, 0) : 0;
        raw.sqlite3_reset(_ledgerHead.Handle);
        if (result is not raw.SQLITE_ROW and not raw.SQLITE_DONE)
        {
            Check(result);
        }

        return head;
    }

    // SQLite has rolled back by itself when the disk was full: there is then no transaction to end, and the answer says only that.
    public override void Rollback() => raw.sqlite3_exec(_database, "ROLLBACK");

    /// <summary>A local commit either took effect or did not, and its answer cannot get lost on the way.</summary>
    public override bool MayHaveCommitted(Exception failure) => false;

    public override void Dispose()
    {
        foreach (Prepared prepared in _prepared.Values)
        {
            prepared.Handle.Dispose();
        }

        _begin.Handle.Dispose();
        _commit.Handle.Dispose();
        _ledgerHead?.Handle.Dispose();
        _connection.Dispose();
    }

    private static int Bind(sqlite3_stmt statement, int place, SqlValue value) => value switch
    {
        { Text: string text } => BindText(statement, place, text),
        { IsBytes: true } => raw.sqlite3_bind_blob(statement, place, value.Bytes),
        _ => raw.sqlite3_bind_int64(statement, place, value.Number),
    };

    private static int BindText(sqlite3_stmt statement, int place, string text)
    {
        byte[]? rented = null;
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> buffer = most <= OnStack ? stackalloc byte[OnStack] : rented = ArrayPool<byte>.Shared.Rent(most);
        int length = Encoding.UTF8.GetBytes(text, buffer);
        int result = raw.sqlite3_bind_text(statement, place, buffer[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return result;
    }

    private Prepared Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_database, sql, out sqlite3_stmt handle));
        List<int> places = [];
        int count = raw.sqlite3_bind_parameter_count(handle);
        for (int i = 1; i <= count; i++)
        {
            // A parameter's place is that of its first mention, whatever its number says.
            places.Add(raw.sqlite3_bind_parameter_index(handle, "$" + i.ToString(CultureInfo.InvariantCulture)));
        }

        return new Prepared(handle, [.. places]);
    }

    private void Run(Prepared prepared)
    {
        int result = raw.sqlite3_step(prepared.Handle);
        raw.sqlite3_reset(prepared.Handle);
        if (result != raw.SQLITE_DONE)
        {
            Check(result);
        }
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);

    private sealed record Prepared(sqlite3_stmt Handle, int[] Places);
}
