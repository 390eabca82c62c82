using System.Globalization;
using Parley.Engine.Calendar;
using Parley.Engine.Expressions;
using Parley.Engine.Issues;
using Parley.Engine.Processes;
using Parley.Engine.Workspace;
using Parley.Server.Operations;

namespace Parley.Server.Processes;

/// <summary><c>wait-working-days</c>: until the end of so many working days from now, or from a moment, by the calendar of a place. It is booked as a timer.</summary>
internal static class WorkingDays
{
    /// <summary>The function's name.</summary>
    public const string Name = "wait-working-days";

    /// <summary>When the wait ends; null, with why, when that cannot be told.</summary>
    public static DateTimeOffset? Due(JqValue arguments, LoadedWorkspace workspace, DateTimeOffset now, out string? fault)
    {
        fault = null;
        string? country = Text(arguments, "country");
        if (!workspace.Calendars.TryGet(country, out WorkingCalendar? calendar))
        {
            fault = $"there is no calendar '{country}'; there are {string.Join(", ", workspace.Calendars.Names)}";
            return null;
        }

        if (arguments.Member("days") is not { Kind: JqKind.Number } days || days.AsNumber is < 0 or > WorkingCalendar.MostDays || days.AsNumber % 1 != 0)
        {
            fault = $"'days' must be a whole number from 0 to {WorkingCalendar.MostDays}";
            return null;
        }

        DateTimeOffset from = now;
        if (Text(arguments, "from") is { } text && !RequestMoment.TryParse(text, out from))
        {
            fault = "'from' must be a moment such as 2026-05-04T09:00:00Z";
            return null;
        }

        TimeOnly at = default;
        bool hasTime = Text(arguments, "at") is { } time && TimeOnly.TryParseExact(time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out at);
        if (!hasTime && arguments.Member("at") is not (null or { Kind: JqKind.Null }))
        {
            fault = "'at' must be a time of the day such as 09:00";
            return null;
        }

        IssueSink issues = new();
        DateTimeOffset? due = calendar.DueAfter(from, (int)days.AsNumber, issues, hasTime ? at : null);
        fault = due is null ? issues.Issues[0].Message : null;
        return due;
    }

    /// <summary>The error of a wait that cannot be booked.</summary>
    public static ProcessAnswer Failed(string? fault) => ProcessAnswer.Failed(ProcessErrorTypes.Configuration, "The working days cannot be told", fault);

    private static string? Text(JqValue value, string name) => value.Member(name) is { Kind: JqKind.String } text ? text.AsString : null;
}
