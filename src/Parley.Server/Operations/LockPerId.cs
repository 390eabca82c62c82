namespace Parley.Server.Operations;

/// <summary>A lock for each of any number of things, by their ids. Two things may now and then share one: never hold two at a time.</summary>
internal sealed class LockPerId
{
    private readonly AsyncLock[] _locks = [.. Enumerable.Range(0, 64).Select(_ => new AsyncLock())];

    /// <summary>Waits until nobody holds the lock of this id.</summary>
    /// <returns>What leaves it again when it is disposed; once.</returns>
    public ValueTask<AsyncLock.Scope> EnterAsync(long id, CancellationToken cancellationToken) =>
        _locks[(ulong)id % (ulong)_locks.Length].EnterAsync(cancellationToken);
}
