using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Parley.Server.Storage;

/// <summary>The embedded store: one file, write-ahead log, full synchronous.</summary>
internal sealed class SqliteDialect : Dialect
{
    /// <summary>An exchange adds some five kilobytes: in pages of four most rows leave a part of theirs empty, and each page is written with calls and a header of its own.</summary>
    private const int PageBytes = 16 << 10;

    /// <summary>So much is written ahead before it is copied to its place.</summary>
    private const long LogBytes = 32 << 20;

    private readonly string _path;
    private readonly string _readString;
    private readonly FileStream? _lock;

    /// <summary>Uses a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="claim">False for a command that only reads or writes tables whose keys no server gives out.</param>
    public SqliteDialect(string path, bool claim = true)
    {
        SqliteLibrary.Configure();
        _path = path;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _lock = claim ? Claim(path + ".lock") : null;
        _readString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = true, DefaultTimeout = 10 }.ToString();
    }

    public override string Long => "INTEGER";

    public override string Blob => "BLOB";

    /// <inheritdoc/>
    public override string BeginSnapshot => "BEGIN";

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        SqliteConnection connection = new(_readString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    public override StoreSession OpenSession()
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false, DefaultTimeout = 10 }.ToString());
        connection.Open();
        // The size of a page holds for a new file only; one that is there keeps its own.
        Run(connection, $"PRAGMA page_size={PageBytes}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-8000; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON");
        Run(connection, $"PRAGMA wal_autocheckpoint={LogBytes / (long)Run(connection, "PRAGMA page_size")!}");
        return new SqliteSession(connection);
    }

    /// <summary>Deleted cells are overwritten by themselves (<c>secure_delete</c>); the write-ahead log still has the pages of before.</summary>
    public override async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using DbConnection connection = await OpenAsync(cancellationToken);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearPool(new SqliteConnection(_readString));
        if (_lock is not null)
        {
            await _lock.DisposeAsync();
        }
    }

    private static object? Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>Keys and order are given out in memory, so two servers on one file would damage each other's work.</summary>
    private static FileStream Claim(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure)
        {
            throw new StoreUnavailableException($"Another server uses the store {Path.GetFileNameWithoutExtension(path)}.", failure);
        }
    }
}
