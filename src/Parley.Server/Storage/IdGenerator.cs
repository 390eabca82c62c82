namespace Parley.Server.Storage;

/// <summary>Gives out keys that rise with time: milliseconds since 1970 in the upper bits, a count in the lower 20. No two are alike.</summary>
internal sealed class IdGenerator(TimeProvider time)
{
    private const int CountBits = 20;

    private long _last;

    /// <summary>The next key.</summary>
    public long Next()
    {
        long now = time.GetUtcNow().ToUnixTimeMilliseconds() << CountBits;
        while (true)
        {
            long last = Volatile.Read(ref _last);
            long next = Math.Max(last + 1, now);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
            {
                return next;
            }
        }
    }

    /// <summary>Makes sure that keys from here on are above one that a store already holds, even if the clock went back.</summary>
    public void StartAbove(long key) => _last = Math.Max(_last, key);

    /// <summary>The smallest key of a moment.</summary>
    public static long Floor(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds() << CountBits;
}
