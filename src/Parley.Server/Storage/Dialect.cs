using System.Data.Common;

namespace Parley.Server.Storage;

/// <summary>What differs between the databases: how to connect, and two type names.</summary>
internal abstract class Dialect : IAsyncDisposable
{
    /// <summary>The type of a 64-bit number.</summary>
    public abstract string Long { get; }

    /// <summary>The type of bytes.</summary>
    public abstract string Blob { get; }

    /// <summary>Begins a transaction that reads the store as it is at its first question.</summary>
    public abstract string BeginSnapshot { get; }

    /// <summary>Opens a connection for reading; the caller disposes of it.</summary>
    public abstract ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Opens the writer's session. A store has one writer: a second server on the same store is refused.</summary>
    public abstract StoreSession OpenSession();

    /// <summary>Has what was deleted overwritten as far as the database can be told to; its backups and archives keep it.</summary>
    public abstract Task ForgetAsync(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
