using NodaTime;

namespace Parley.Engine.Sharing;

/// <summary>The time zone by whose days agreements begin and end. Immutable.</summary>
public sealed class DayZone
{
    private readonly DateTimeZone _zone;

    private DayZone(DateTimeZone zone) => _zone = zone;

    /// <summary>That of the United Kingdom, where nothing else is said.</summary>
    public static DayZone Standard { get; } = Find("Europe/London")!;

    /// <summary>Its IANA name.</summary>
    public string Name => _zone.Id;

    /// <summary>A zone by its IANA name; null when there is none.</summary>
    public static DayZone? Find(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is DateTimeZone zone ? new DayZone(zone) : null;

    /// <summary>The day that it is at a moment.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => Instant.FromDateTimeOffset(moment).InZone(_zone).Date.ToDateOnly();

    /// <summary>The time of day that it is at a moment.</summary>
    public TimeOnly TimeOf(DateTimeOffset moment) => Instant.FromDateTimeOffset(moment).InZone(_zone).TimeOfDay.ToTimeOnly();

    /// <summary>
    /// A time of a day as a moment, with the zone's difference from UTC then. A time that the clocks skip is as much later, one that they repeat is the first.
    /// </summary>
    public DateTimeOffset At(DateOnly day, TimeOnly time) =>
        _zone.AtLeniently(LocalDate.FromDateOnly(day).At(LocalTime.FromTimeOnly(time))).ToDateTimeOffset();

    /// <summary>The moment at which a day begins: midnight, or the end of the hour that the clocks skip then.</summary>
    public DateTimeOffset StartOf(DateOnly day) => _zone.AtStartOfDay(LocalDate.FromDateOnly(day)).ToInstant().ToDateTimeOffset();
}
