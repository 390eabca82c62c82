using System.Diagnostics.CodeAnalysis;

namespace Parley.Server.Operations;

/// <summary>A lock that may be held while something is awaited: who enters has it until the scope that it got is disposed. It cannot be entered twice by one holder.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing that needs to be given back.")]
internal sealed class AsyncLock
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Waits until nobody holds it.</summary>
    /// <returns>What leaves it again when it is disposed; once.</returns>
    public async ValueTask<Scope> EnterAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        return new Scope(_one);
    }

    /// <summary>The time for which the lock is held.</summary>
    internal readonly struct Scope(SemaphoreSlim one) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => one.Release();
    }
}
