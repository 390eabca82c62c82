namespace Parley.Server.Storage;

/// <summary>The writer's connection: statements executed between <see cref="Begin"/> and <see cref="Commit"/> take effect together or not at all.</summary>
/// <remarks>Used by the writer's thread alone.</remarks>
internal abstract class StoreSession : IDisposable
{
    /// <summary>Begins a transaction; a broken connection is made anew.</summary>
    public abstract void Begin();

    /// <summary>Executes a statement, or queues it until the commit.</summary>
    public abstract void Execute(Statement statement, params ReadOnlySpan<SqlValue> values);

    /// <summary>Makes everything since <see cref="Begin"/> durable.</summary>
    public abstract void Commit();

    /// <summary>Undoes everything since <see cref="Begin"/>; never throws.</summary>
    public abstract void Rollback();

    /// <summary>How many entries the ledger has as far as committed; asked between transactions' begin and their first statement.</summary>
    public abstract long LedgerHead();

    /// <summary>
    /// Whether a failure of a second try says that the first had committed, though its answer got lost: keys are given out once, so a key that
    /// is there already can only be our own.
    /// </summary>
    public abstract bool MayHaveCommitted(Exception failure);

    /// <inheritdoc/>
    public abstract void Dispose();
}
