using System.Collections.Frozen;

namespace Parley.Engine.Calendar;

/// <summary>Which days of some years are no working days in one place. Immutable.</summary>
public sealed record HolidayCalendar
{
    /// <summary>Its name in kebab case: <c>england-and-wales</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name that people know it by.</summary>
    public required string Title { get; init; }

    /// <summary>Where its dates are from.</summary>
    public required string Source { get; init; }

    /// <summary>The first year it knows.</summary>
    public required int First { get; init; }

    /// <summary>The last year it knows.</summary>
    public required int Last { get; init; }

    /// <summary>The days of the week on which nobody works, holidays or not.</summary>
    public required FrozenSet<DayOfWeek> Weekend { get; init; }

    /// <summary>Its holidays with their names.</summary>
    public required FrozenDictionary<DateOnly, string> Holidays { get; init; }

    /// <summary>Whether it knows the year of a day; of any other it cannot say what it is.</summary>
    public bool Covers(DateOnly day) => day.Year >= First && day.Year <= Last;

    /// <summary>Whether a day that it covers is a working day.</summary>
    public bool IsWorkingDay(DateOnly day) => !Weekend.Contains(day.DayOfWeek) && !Holidays.ContainsKey(day);
}
