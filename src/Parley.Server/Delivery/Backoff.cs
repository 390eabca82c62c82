using Parley.Engine.Workspace;

namespace Parley.Server.Delivery;

/// <summary>How long to wait before another attempt. The waiting is kept in the store, so that it survives the server.</summary>
internal static class Backoff
{
    private const int MostDoublings = 30;

    /// <summary>The longest that a recipient's own Retry-After is honoured.</summary>
    public static readonly TimeSpan MostRetryAfter = TimeSpan.FromHours(1);

    /// <summary>The delay after a number of failed attempts: doubling, less up to half at random so that not all come back at once.</summary>
    /// <param name="retry">The recipient's patience.</param>
    /// <param name="attempts">Failed attempts, at least 1.</param>
    /// <param name="retryAfter">What the recipient asked for.</param>
    /// <param name="random">A number from 0 to 1.</param>
    public static TimeSpan Delay(RetryDefinition retry, int attempts, TimeSpan? retryAfter, double random)
    {
        double full = retry.First.TotalMilliseconds * Math.Pow(2, Math.Min(attempts - 1, MostDoublings));
        TimeSpan delay = TimeSpan.FromMilliseconds(Math.Min(full, retry.Most.TotalMilliseconds) * (1 - (random / 2)));
        TimeSpan asked = retryAfter is TimeSpan wait ? (wait < MostRetryAfter ? wait : MostRetryAfter) : TimeSpan.Zero;
        return asked > delay ? asked : delay;
    }
}
