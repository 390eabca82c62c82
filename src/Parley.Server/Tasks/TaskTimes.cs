using System.Globalization;
using Parley.Engine.Calendar;
using Parley.Engine.Expressions;
using Parley.Engine.Issues;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Tasks;

/// <summary>Reads when what is asked of people is due, and when they are reminded of it.</summary>
/// <param name="snapshot">The workspace, for its calendars.</param>
/// <param name="now">The moment that due times count from, unless the request names another.</param>
/// <param name="members">Reads members.</param>
/// <param name="issues">Takes what cannot be counted.</param>
internal sealed class TaskTimes(Snapshot snapshot, DateTimeOffset now, TaskMembers members, IssueSink issues)
{
    private static readonly string[] s_due = ["workingDays", "calendar", "from", "at"];

    private WorkingCalendar _calendar = snapshot.Workspace.Calendars.Default;

    /// <summary>When it is due, and the reminders and escalations counted from that; null and none where it has no due time.</summary>
    public (DateTimeOffset? Due, List<TaskTimer> Timers) Read(JqValue request)
    {
        DateTimeOffset? due = Due(request.Member("due"));
        return (due, Timers(request, due));
    }

    // Working days from now, the same as an object that names more, or a moment.
    private DateTimeOffset? Due(JqValue? value) =>
        !TaskMembers.IsGiven(value) ? null
        : value!.Kind == JqKind.String ? Moment(value, "due")
        : value.Kind == JqKind.Number ? After(value, now, null)
        : DueOf(value);

    private DateTimeOffset? DueOf(JqValue due)
    {
        foreach ((string name, JqValue _) in due.Members.Where(m => !s_due.Contains(m.Key, StringComparer.Ordinal)))
        {
            members.Fault($"due/{name}", $"'due' has workingDays, calendar, from and at, and no '{name}'");
        }

        string? named = due.Member("calendar") is { Kind: JqKind.String } text ? text.AsString : null;
        if (!snapshot.Workspace.Calendars.TryGet(named, out WorkingCalendar? calendar))
        {
            members.Fault("due/calendar", $"there is no calendar '{named}'; there are {string.Join(", ", snapshot.Workspace.Calendars.Names)}");
            return null;
        }

        _calendar = calendar;
        DateTimeOffset? from = TaskMembers.IsGiven(due.Member("from")) ? Moment(due.Member("from")!, "due/from") : now;
        TimeOnly? at = TaskMembers.IsGiven(due.Member("at")) ? TimeOfDay(due.Member("at")!) : null;
        return from is DateTimeOffset start ? After(due.Member("workingDays") ?? JqValue.Null, start, at) : null;
    }

    private TimeOnly? TimeOfDay(JqValue value)
    {
        if (value.Kind == JqKind.String && TimeOnly.TryParseExact(value.AsString, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time))
        {
            return time;
        }

        members.Fault("due/at", "'at' must be a time of day such as \"12:00\"");
        return null;
    }

    private DateTimeOffset? After(JqValue days, DateTimeOffset from, TimeOnly? at) =>
        members.Days(days, "due", WorkingCalendar.MostDays) is int count ? _calendar.DueAfter(from, count, issues, at) : null;

    private DateTimeOffset? Moment(JqValue value, string place)
    {
        if (value.Kind == JqKind.String
            && RequestMoment.TryParse(value.AsString, out DateTimeOffset moment)
            && value.AsString.Contains('T', StringComparison.Ordinal))
        {
            return moment;
        }

        members.Fault(place, $"'{place}' must be a number of working days, or a moment such as 2026-12-01T12:00:00Z");
        return null;
    }

    // Reminders so many working days before it is due, and escalations so many after; those whose time has passed already are left out.
    private List<TaskTimer> Timers(JqValue request, DateTimeOffset? due)
    {
        List<TaskTimer> timers = [];
        IReadOnlyList<JqValue> reminders = members.List(request, "reminders");
        IReadOnlyList<JqValue> escalations = members.List(request, "escalation");
        if (reminders.Count + escalations.Count > 0 && due is null && !TaskMembers.IsGiven(request.Member("due")))
        {
            members.Fault("due", "reminders and escalations need a due time to count from");
        }

        foreach (JqValue reminder in reminders)
        {
            if (members.Days(reminder, "reminders", WorkingCalendar.MostDays) is int days && due is DateTimeOffset at)
            {
                Add(timers, at, -days, null);
            }
        }

        foreach (JqValue escalation in escalations)
        {
            string? group = members.Group(escalation, "escalation/group");
            int? days = TaskMembers.IsGiven(escalation.Member("after")) ? members.Days(escalation.Member("after")!, "escalation/after", WorkingCalendar.MostDays) : 0;
            if (group is not null && days is int after && due is DateTimeOffset at)
            {
                Add(timers, at, after, group);
            }
        }

        return timers;
    }

    private void Add(List<TaskTimer> timers, DateTimeOffset due, int days, string? group)
    {
        DateTimeOffset? at = days == 0 ? due
            : _calendar.Add(_calendar.Zone.DayOf(due), days, issues) is DateOnly day ? _calendar.Zone.At(day, _calendar.Zone.TimeOf(due)) : null;
        if (at is DateTimeOffset moment && (moment > now || group is not null))
        {
            timers.Add(new TaskTimer(Clock.Microseconds(moment), group));
        }
    }
}
