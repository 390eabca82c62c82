namespace Parley.Server.Storage;

/// <summary>One unit of work for the writer: takes effect whole or not at all, together with its neighbours in one transaction.</summary>
internal abstract class StoreWork
{
    private readonly TaskCompletionSource _completion = new();

    /// <summary>Ends when the work is durable; fails with <see cref="StoreUnavailableException"/> when it had no effect.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Does what can be done before the transaction, on the thread that hands the work in: content is sealed here.</summary>
    public virtual void Prepare(Store store)
    {
    }

    /// <summary>Writes. May run again when the first transaction it was part of failed.</summary>
    public abstract void Apply(StoreSession session, WriterState state);

    /// <summary>Called on the writer's thread once durable, in the order of commits; must not block.</summary>
    public virtual void OnCommitted(Store store)
    {
    }

    /// <summary>Tells who waits that the work is durable; who waits goes on within this call.</summary>
    public void Succeed() => _completion.TrySetResult();

    /// <summary>Tells who waits that the work had no effect; who waits goes on within this call.</summary>
    public void Fail(Exception failure) => _completion.TrySetException(failure);
}
