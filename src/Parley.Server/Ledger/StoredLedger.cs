using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Parley.Engine.Evidence;
using Parley.Engine.Workspace;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Ledger;

/// <summary>A store's ledger as others than its server see it: opened for reading, beside a server that may be running.</summary>
public sealed class StoredLedger : IAsyncDisposable
{
    private readonly NpgsqlDataSource? _source;

    private StoredLedger(Func<CancellationToken, ValueTask<DbConnection>> open, NpgsqlDataSource? source) =>
        (Reader, _source) = (new LedgerReader(open), source);

    internal LedgerReader Reader { get; }

    /// <summary>Opens the ledger of a workspace.</summary>
    /// <param name="storage">Where its state is.</param>
    /// <param name="root">The workspace's folder.</param>
    /// <exception cref="ServerStartException">There is no such store, or its secret is not there.</exception>
    public static StoredLedger Open(StorageDefinition storage, string root)
    {
        ArgumentNullException.ThrowIfNull(storage);
        Secrets secrets = new(root);
        if (storage.Kind == "sqlite")
        {
            return OpenFile(secrets.PathOf(storage.Path!));
        }

        string connection = secrets.Find(storage.Connection!) ?? throw new ServerStartException($"the secret {storage.Connection} is not there.", null);
        NpgsqlDataSource source = NpgsqlDataSource.Create(connection);
        return new StoredLedger(async cancellationToken => await source.OpenConnectionAsync(cancellationToken), source);
    }

    /// <summary>Opens the ledger of an embedded store.</summary>
    /// <exception cref="ServerStartException">There is no such file.</exception>
    public static StoredLedger OpenFile(string path)
    {
        if (!File.Exists(path))
        {
            throw new ServerStartException($"there is no store {path}.", null);
        }

        string text = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = true, DefaultTimeout = 10 }.ToString();
        return new StoredLedger(async cancellationToken => await OpenFileAsync(text, cancellationToken), null);
    }

    /// <summary>The keys that the store itself names.</summary>
    /// <exception cref="ServerStartException">The store cannot be read.</exception>
    public async Task<IReadOnlyList<NoteKey>> KeysAsync(CancellationToken cancellationToken) =>
        [.. (await ReadAsync(Reader.KeysAsync(cancellationToken))).Select(k => NoteKey.Parse(k.Id)).OfType<NoteKey>()];

    /// <summary>Verifies everything that is stored.</summary>
    /// <param name="keys">The keys that are trusted.</param>
    /// <param name="known">A checkpoint that was kept elsewhere, signed; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ServerStartException">The store cannot be read.</exception>
    public Task<LedgerReport> VerifyAsync(IReadOnlyList<NoteKey> keys, string? known, CancellationToken cancellationToken) =>
        ReadAsync(new StoreVerification(Reader, keys, known).RunAsync(cancellationToken));

    /// <summary>Writes what is sealed as an export.</summary>
    /// <returns>How many entries; 0, and nothing is written, when nothing is sealed.</returns>
    /// <exception cref="ServerStartException">The store cannot be read.</exception>
    public Task<long> ExportAsync(Stream output, CancellationToken cancellationToken) => ReadAsync(new ExportWriter(Reader, output).RunAsync(cancellationToken));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_source is not null)
        {
            await _source.DisposeAsync();
        }
    }

    private static async Task<DbConnection> OpenFileAsync(string text, CancellationToken cancellationToken)
    {
        SqliteConnection connection = new(text);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private static async Task<T> ReadAsync<T>(Task<T> reading)
    {
        try
        {
            return await reading;
        }
        catch (Exception failure) when (failure is StoreUnavailableException or DbException)
        {
            throw new ServerStartException($"the ledger cannot be read: {failure.InnerException?.Message ?? failure.Message}", failure);
        }
    }
}
