namespace Parley.Server.Storage;

/// <summary>Stored time: microseconds since 1970, UTC.</summary>
internal static class Clock
{
    private const long UnixEpochTicks = 621_355_968_000_000_000;

    /// <summary>Now.</summary>
    public static long Microseconds(TimeProvider time) => Microseconds(time.GetUtcNow());

    /// <summary>A moment as a stored time.</summary>
    public static long Microseconds(DateTimeOffset moment) => (moment.UtcTicks - UnixEpochTicks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>A moment in UTC as a stored time.</summary>
    public static long Microseconds(DateTime moment) => (moment.Ticks - UnixEpochTicks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>A stored time as a moment.</summary>
    public static DateTime Moment(long microseconds) => new((microseconds * TimeSpan.TicksPerMicrosecond) + UnixEpochTicks, DateTimeKind.Utc);

    /// <summary>A length of time in microseconds.</summary>
    public static long Microseconds(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;
}
