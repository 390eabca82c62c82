using System.Collections.Concurrent;

namespace Parley.Engine.Translation.Plans;

/// <summary>
/// Keeps runs for the next message. One is kept in a field of its own: a translator mostly serves one message at a time, and a bag costs
/// ten times as much.
/// </summary>
internal sealed class RunPool<T>
    where T : class
{
    private readonly ConcurrentBag<T> _more = [];
    private T? _one;

    /// <summary>A run that was returned, or null when there is none.</summary>
    public T? Rent() => Interlocked.Exchange(ref _one, null) ?? (_more.TryTake(out T? run) ? run : null);

    /// <summary>Takes a run back; it may be rented at once.</summary>
    public void Return(T run)
    {
        if (Interlocked.CompareExchange(ref _one, run, null) is not null)
        {
            _more.Add(run);
        }
    }
}
