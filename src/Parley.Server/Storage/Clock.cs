namespace Parley.Server.Storage;

/// <summary>Stored time: microseconds since 1970, UTC.</summary>
internal static class Clock
{
    private const long UnixEpochTicks = 621_355_968_000_000_000;

    /// <summary>Now.</summary>
    public static long Microseconds(TimeProvider time) => (time.GetUtcNow().UtcTicks - UnixEpochTicks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>A stored time as a moment.</summary>
    public static DateTime Moment(long microseconds) => new((microseconds * TimeSpan.TicksPerMicrosecond) + UnixEpochTicks, DateTimeKind.Utc);

    /// <summary>A length of time in microseconds.</summary>
    public static long Microseconds(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;
}
