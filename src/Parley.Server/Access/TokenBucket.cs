using Parley.Engine.Workspace;

namespace Parley.Server.Access;

/// <summary>One caller's allowance: tokens that come in steadily, up to a most. Safe for many threads.</summary>
internal sealed class TokenBucket(TimeProvider time, int burst)
{
    private readonly Lock _lock = new();
    private double _tokens = burst;
    private long _last = time.GetTimestamp();

    /// <summary>Takes one token.</summary>
    /// <returns>Nothing when there was one; otherwise how long until there is.</returns>
    public TimeSpan? Take(Rate rate)
    {
        lock (_lock)
        {
            Fill(rate);
            if (_tokens >= 1)
            {
                _tokens--;
                return null;
            }

            return TimeSpan.FromSeconds((1 - _tokens) / rate.PerSecond);
        }
    }

    /// <summary>Whether nothing would be lost by forgetting it.</summary>
    public bool IsFull(Rate rate)
    {
        lock (_lock)
        {
            Fill(rate);
            return _tokens >= rate.Burst;
        }
    }

    private void Fill(Rate rate)
    {
        long now = time.GetTimestamp();
        _tokens = Math.Min(rate.Burst, _tokens + (time.GetElapsedTime(_last, now).TotalSeconds * rate.PerSecond));
        _last = now;
    }
}
