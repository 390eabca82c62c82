using System.Globalization;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;

namespace Parley.Engine.Calendar;

/// <summary>
/// Counts in working days, in one place and time zone. What reaches into a year that the calendar does not know has no answer: an issue says so, nothing is
/// guessed. Immutable.
/// </summary>
/// <param name="holidays">The days that are no working days.</param>
/// <param name="zone">By whose days it counts.</param>
/// <param name="hours">When working days end.</param>
public sealed class WorkingCalendar(HolidayCalendar holidays, DayZone zone, WorkingHours hours)
{
    /// <summary>The most working days in one question, some forty years.</summary>
    public const int MostDays = 10_000;

    /// <summary>The days that are no working days.</summary>
    public HolidayCalendar Holidays => holidays;

    /// <summary>By whose days it counts.</summary>
    public DayZone Zone => zone;

    /// <summary>When working days end.</summary>
    public WorkingHours Hours => hours;

    /// <summary>
    /// The n-th working day after a day, which itself is not counted: one working day after a Friday is a Monday, and after the Saturday too. Below zero the
    /// n-th before it. Zero is the day itself when it is a working day, else the next.
    /// </summary>
    /// <param name="day">The day to count from.</param>
    /// <param name="workingDays">How many, at most <see cref="MostDays"/> either way.</param>
    /// <param name="issues">Takes <see cref="CalendarIssues.NotKnown"/>.</param>
    /// <returns>The working day; null when the way to it leaves the years that the calendar knows.</returns>
    public DateOnly? Add(DateOnly day, int workingDays, IssueSink issues)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs((long)workingDays), MostDays, nameof(workingDays));
        int step = workingDays < 0 ? -1 : 1;
        int left = Math.Abs(workingDays);
        DateOnly at = day;
        if (left == 0)
        {
            if (IsWorkingDay(at, issues) is not bool working)
            {
                return null;
            }

            left = working ? 0 : 1;
        }

        while (left > 0)
        {
            // Before the first and after the last day there is, the calendar knows nothing either.
            at = CanStep(at, step) ? at.AddDays(step) : at;
            if (IsWorkingDay(at, issues) is not bool working)
            {
                return null;
            }

            left -= working ? 1 : 0;
        }

        return at;
    }

    /// <summary>
    /// How many working days lie after one day up to and with another, so that <see cref="Add"/> of the answer leads from the first to the second when that
    /// is a working day. Below zero when the second is before the first: those before the first down to and with the second.
    /// </summary>
    /// <returns>The number; null, with an issue, when a day between is of a year that the calendar does not know.</returns>
    public int? Between(DateOnly from, DateOnly to, IssueSink issues)
    {
        int step = to < from ? -1 : 1;
        int count = 0;
        for (DateOnly at = from; at != to;)
        {
            at = at.AddDays(step);
            if (IsWorkingDay(at, issues) is not bool working)
            {
                return null;
            }

            count += working ? step : 0;
        }

        return count;
    }

    /// <summary>Whether a day is a working day; null, with an issue, when the calendar does not know its year.</summary>
    public bool? IsWorkingDay(DateOnly day, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(issues);
        if (holidays.Covers(day))
        {
            return holidays.IsWorkingDay(day);
        }

        issues.Add(CalendarIssues.NotKnown, string.Create(
            CultureInfo.InvariantCulture, $"no holidays are known of {day.Year:0000}: the calendar '{holidays.Name}' goes from {holidays.First} to {holidays.Last}"));
        return null;
    }

    /// <summary>
    /// The day that a moment counts as: its own in the zone. Where there is a cut-off, a moment on or after it, and one on a day that is no working day,
    /// counts as of the next working day.
    /// </summary>
    /// <returns>The day; null, with an issue, when the calendar does not know it.</returns>
    public DateOnly? DayOf(DateTimeOffset moment, IssueSink issues)
    {
        DateOnly day = zone.DayOf(moment);
        return hours.CutOff is not TimeOnly cutOff ? day : Add(day, zone.TimeOf(moment) >= cutOff ? 1 : 0, issues);
    }

    /// <summary>
    /// When something is due that must be done within so many working days of a moment: at the end of the n-th working day after the day that the moment
    /// counts as (<see cref="DayOf"/>). Zero working days is the first end of a working day that comes after the moment.
    /// </summary>
    /// <param name="from">The moment.</param>
    /// <param name="workingDays">How many, 0 to <see cref="MostDays"/>.</param>
    /// <param name="issues">Takes <see cref="CalendarIssues.NotKnown"/>.</param>
    /// <param name="at">The time of the day at which it is due; the end of the working day unless given.</param>
    /// <returns>The moment, with the zone's difference from UTC then; null when it cannot be known.</returns>
    public DateTimeOffset? DueAfter(DateTimeOffset from, int workingDays, IssueSink issues, TimeOnly? at = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        TimeOnly time = at ?? hours.Ends;
        if (DayOf(from, issues) is not DateOnly day || Add(day, workingDays, issues) is not DateOnly due)
        {
            return null;
        }

        DateTimeOffset moment = zone.At(due, time);
        return moment > from || workingDays > 0 ? moment : Add(due, 1, issues) is DateOnly next ? zone.At(next, time) : null;
    }

    /// <summary>The end of a day's working hours.</summary>
    public DateTimeOffset EndOf(DateOnly day) => zone.At(day, hours.Ends);

    private static bool CanStep(DateOnly day, int step) => step > 0 ? day < DateOnly.MaxValue : day > DateOnly.MinValue;
}
