using NodaTime;
using NodaTime.TimeZones;

namespace Parley.Engine.Translation.Codecs;

/// <summary>A time zone by its IANA name, with the current stretch of constant offset remembered: nearly all messages are of today.</summary>
internal sealed class LocalZone
{
    private readonly DateTimeZone _zone;
    private volatile Stretch _stretch = new(0, 0, 0);

    private LocalZone(DateTimeZone zone) => _zone = zone;

    public string Name => _zone.Id;

    public static LocalZone? Find(string name)
    {
        DateTimeZone? zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);
        return zone is null ? null : new LocalZone(zone);
    }

    /// <summary>The moment of a local time.</summary>
    /// <param name="local">The clock's reading.</param>
    /// <param name="repeated">True when the clocks showed it twice; the earlier moment is given.</param>
    /// <returns>UTC, or null for a time that the clocks skipped.</returns>
    public DateTime? ToUtc(DateTime local, out bool repeated)
    {
        repeated = false;
        Stretch stretch = _stretch;
        if (local.Ticks >= stretch.SafeFrom && local.Ticks < stretch.SafeTo)
        {
            return new DateTime(local.Ticks - stretch.Offset, DateTimeKind.Utc);
        }

        ZoneLocalMapping mapping = _zone.MapLocal(LocalDateTime.FromDateTime(local));
        if (mapping.Count == 0)
        {
            return null;
        }

        repeated = mapping.Count == 2;
        Remember(mapping.EarlyInterval);
        return new DateTime(local.Ticks - mapping.EarlyInterval.WallOffset.Ticks, DateTimeKind.Utc);
    }

    /// <summary>The clock's reading at a moment, and the offset in minutes.</summary>
    public DateTime ToLocal(DateTime utc, out int offsetMinutes)
    {
        Stretch stretch = _stretch;
        long local = utc.Ticks + stretch.Offset;
        if (local < stretch.SafeFrom || local >= stretch.SafeTo)
        {
            ZoneInterval interval = _zone.GetZoneInterval(Instant.FromDateTimeUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc)));
            Remember(interval);
            offsetMinutes = (int)(interval.WallOffset.Ticks / TimeSpan.TicksPerMinute);
            return DateTime.SpecifyKind(utc.AddTicks(interval.WallOffset.Ticks), DateTimeKind.Unspecified);
        }

        offsetMinutes = (int)(stretch.Offset / TimeSpan.TicksPerMinute);
        return new DateTime(local, DateTimeKind.Unspecified);
    }

    private void Remember(ZoneInterval interval)
    {
        // Half a day inside the stretch no other offset can claim the same clock reading.
        long margin = TimeSpan.TicksPerDay / 2;
        long from = interval.HasStart ? interval.IsoLocalStart.ToDateTimeUnspecified().Ticks + margin : DateTime.MinValue.Ticks + TimeSpan.TicksPerDay;
        long to = interval.HasEnd ? interval.IsoLocalEnd.ToDateTimeUnspecified().Ticks - margin : DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay;
        _stretch = new Stretch(from, to, interval.WallOffset.Ticks);
    }

    private sealed record Stretch(long SafeFrom, long SafeTo, long Offset);
}
