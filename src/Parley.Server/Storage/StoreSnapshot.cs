using System.Data.Common;

namespace Parley.Server.Storage;

/// <summary>The store as it was at one moment, for answers that several questions make up; whatever is committed meanwhile is not seen.</summary>
internal sealed class StoreSnapshot : IAsyncDisposable
{
    private readonly DbConnection _connection;

    private StoreSnapshot(DbConnection connection, StoreReader reader) => (_connection, Reader) = (connection, reader);

    /// <summary>Asks the questions, one after another.</summary>
    public StoreReader Reader { get; }

    /// <summary>Begins a snapshot; its moment is that of the first question.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public static async Task<StoreSnapshot> BeginAsync(Dialect dialect, ContentKeys keys, CancellationToken cancellationToken)
    {
        DbConnection connection = await dialect.OpenAsync(cancellationToken);
        try
        {
            await ExecuteAsync(connection, dialect.BeginSnapshot, cancellationToken);
            return new StoreSnapshot(connection, new StoreReader(dialect, keys, connection));
        }
        catch (Exception failure)
        {
            await connection.DisposeAsync();
            throw failure is DbException ? new StoreUnavailableException("The store cannot be read.", failure) : failure;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await ExecuteAsync(_connection, "ROLLBACK", CancellationToken.None);
        }
        catch (DbException)
        {
            // A connection that broke has ended its transaction with it.
        }
        finally
        {
            await _connection.DisposeAsync();
        }
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using DbCommand command = StoreReader.Make(connection, sql, []);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
