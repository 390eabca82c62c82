using Parley.Engine.Issues;

namespace Parley.Engine.Calendar;

/// <summary>What can be wrong with <c>calendar.yaml</c>, or with a question to a calendar.</summary>
public static class CalendarIssues
{
    /// <summary>A day of a year that the calendar does not know.</summary>
    public static readonly IssueCode NotKnown = new(
        "CAL001", Severity.Error, "the calendar does not know this year", "Add the year's bank holidays to calendar.yaml, and set the calendar's last year.");

    /// <summary>A calendar that no file defines.</summary>
    public static readonly IssueCode NoSuchCalendar = new(
        "CAL002", Severity.Error, "there is no such calendar", "Use england-and-wales, scotland or northern-ireland, or define the calendar in calendar.yaml.");

    /// <summary>A holiday outside the calendar's years.</summary>
    public static readonly IssueCode OutsideYears = new(
        "CAL003", Severity.Error, "a holiday outside the calendar's years", "Set first and last so that they take the date in, once all holidays of the year are listed.");

    /// <summary>A holiday on a day on which nobody works anyway.</summary>
    public static readonly IssueCode OnWeekend = new(
        "CAL004", Severity.Warning, "a holiday on a day that is no working day anyway", "Give the substitute day that was appointed instead; as it stands the entry changes nothing.");

    /// <summary>A year that the calendar claims to know and has no holiday in.</summary>
    public static readonly IssueCode EmptyYear = new(
        "CAL005", Severity.Error, "a year without a holiday", "List the year's holidays, or leave the year out of first and last: each of its days would count as a working day.");

    /// <summary>An exception from a holiday that there is not.</summary>
    public static readonly IssueCode NoSuchHoliday = new(
        "CAL006", Severity.Error, "an exception from a holiday that there is not", "Take the date out of except, or correct it.");
}
