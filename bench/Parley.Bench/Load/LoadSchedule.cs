using System.Diagnostics;

namespace Parley.Bench.Load;

/// <summary>
/// Hands out the running numbers, and in an open loop the moment each is due: a slow answer delays none that follow, and what waited is counted
/// as waiting. Shared by all workers; times are ticks of <see cref="Stopwatch"/>.
/// </summary>
internal sealed class LoadSchedule(LoadOptions options)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _taken;

    /// <summary>The next number and when it is due (null in a closed loop); false when the load is over.</summary>
    public bool TryTake(out long number, out long? due)
    {
        var taken = Interlocked.Increment(ref _taken) - 1;
        number = options.FirstNumber + taken;
        due = options.Rate == 0 ? null : _started + (long)((double)taken / options.Rate * Stopwatch.Frequency);
        return taken < options.Count && Stopwatch.GetElapsedTime(_started, due ?? Stopwatch.GetTimestamp()) < options.Duration;
    }

    public static async ValueTask WaitAsync(long? due, CancellationToken cancellationToken)
    {
        while (due is { } moment && Stopwatch.GetTimestamp() is var now && now < moment)
        {
            var wait = Stopwatch.GetElapsedTime(now, moment);
            await Task.Delay(wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait, cancellationToken);
        }
    }
}
