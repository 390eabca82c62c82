using System.Globalization;
using Parley.Engine.Calendar;
using Parley.Engine.Expressions;
using Parley.Engine.Issues;
using Parley.Engine.Processes.Schemas;
using Parley.Engine.Workspace.Yaml;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Tasks;

/// <summary>
/// Reads what is asked of people: the body of <c>POST /v1/tasks</c>, and the arguments of a process's <c>ask-person</c>. All that is wrong is reported, each with
/// its place. Used once.
/// </summary>
/// <param name="snapshot">The workspace: its groups, calendars and purposes.</param>
/// <param name="now">The moment that due times count from, unless the request names another.</param>
/// <param name="issues">Takes what is wrong.</param>
internal sealed class TaskReader(Snapshot snapshot, DateTimeOffset now, IssueSink issues)
{
    private const int MostTitle = 300;
    private const int MostName = 255;
    private const int MostTimers = 20;
    private const int MostCharacters = 256 * 1024;

    private static readonly string[] s_members = ["title", "group", "person", "form", "data", "due", "reminders", "escalation", "purpose", "exchange"];

    /// <summary>Reads a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="origin">What gives the task.</param>
    /// <param name="key">Its name with its origin.</param>
    /// <param name="by">Who gives it, as the ledger names it.</param>
    /// <returns>The task; null when anything is wrong.</returns>
    public NewTask? Read(JqValue request, string origin, string key, string by)
    {
        if (request.Kind != JqKind.Object)
        {
            Fault("", "a task is a JSON object");
            return null;
        }

        foreach ((string name, JqValue _) in request.Members.Where(m => !s_members.Contains(m.Key, StringComparer.Ordinal)))
        {
            Fault(name, $"a task has no '{name}'; it has {string.Join(", ", s_members)}");
        }

        WorkingCalendar calendar = snapshot.Workspace.Calendars.Default;
        string? title = Text(request, "title", MostTitle, required: true);
        string? group = Group(Text(request, "group", MostName, required: true), "group");
        string? person = Text(request, "person", MostName, required: false);
        DateTimeOffset? due = Due(request.Member("due"), ref calendar);
        List<TaskTimer> timers = Timers(request, due, calendar);
        CheckForm(request.Member("form"));
        NewTask task = new()
        {
            Origin = origin,
            Key = key,
            By = by,
            Title = title ?? "",
            Group = group ?? "",
            Person = person,
            Form = Given(request, "form"),
            Data = Given(request, "data"),
            Purpose = Purpose(request),
            Due = due,
            Timers = timers,
            Exchange = Exchange(request),
        };
        return issues.HasErrors ? null : task;
    }

    private static bool IsGiven(JqValue? value) => value is not (null or { Kind: JqKind.Null });

    private JqValue? Given(JqValue request, string name)
    {
        JqValue? value = request.Member(name);
        if (!IsGiven(value))
        {
            return null;
        }

        if (value!.ToString().Length > MostCharacters)
        {
            Fault(name, $"'{name}' has more than {MostCharacters} characters");
        }

        return value;
    }

    private string? Text(JqValue request, string name, int most, bool required)
    {
        JqValue? value = request.Member(name);
        if (!IsGiven(value))
        {
            if (required)
            {
                Fault(name, $"'{name}' is missing");
            }

            return null;
        }

        string? text = value!.Kind == JqKind.String ? value.AsString.Trim() : null;
        if (text is { Length: > 0 } && text.Length <= most && !text.Any(char.IsControl))
        {
            return text;
        }

        Fault(name, $"'{name}' must be a text of 1 to {most} characters");
        return null;
    }

    private string? Group(string? group, string place)
    {
        if (group is not null && !snapshot.People.HasRole(group))
        {
            Fault(place, $"there is no role '{group}' in access.yaml whose people could do it");
        }

        return group;
    }

    private string? Purpose(JqValue request)
    {
        string? purpose = Text(request, "purpose", MostName, required: false);
        if (purpose is not null && !snapshot.Workspace.Sharing.Purposes.ContainsKey(purpose))
        {
            Fault("purpose", $"there is no purpose '{purpose}'{YamlForms.DidYouMean(purpose, snapshot.Workspace.Sharing.Purposes.Keys)}");
        }

        return purpose;
    }

    private long? Exchange(JqValue request)
    {
        string? text = Text(request, "exchange", MostName, required: false);
        if (text is null)
        {
            return null;
        }

        if (!PublicId.TryParse('x', text, out long exchange))
        {
            Fault("exchange", $"'{text}' is no exchange");
        }

        return exchange;
    }

    private void CheckForm(JqValue? form)
    {
        if (!IsGiven(form))
        {
            return;
        }

        List<string> faults = [];
        JsonSchema.Compile(form!, faults);
        foreach (string fault in faults)
        {
            Fault("form", $"the form is no JSON Schema that can be used: {fault}");
        }
    }

    /// <summary>When it is due: working days from now, the same as an object that names more, or a moment.</summary>
    private DateTimeOffset? Due(JqValue? value, ref WorkingCalendar calendar)
    {
        if (!IsGiven(value))
        {
            return null;
        }

        if (value!.Kind == JqKind.String)
        {
            return Moment(value, "due");
        }

        if (value.Kind == JqKind.Number)
        {
            return After(value, now, calendar, null);
        }

        foreach ((string name, JqValue _) in value.Members.Where(m => m.Key is not ("workingDays" or "calendar" or "from" or "at")))
        {
            Fault($"due/{name}", $"'due' has workingDays, calendar, from and at, and no '{name}'");
        }

        string? named = value.Member("calendar") is { Kind: JqKind.String } c ? c.AsString : null;
        if (!snapshot.Workspace.Calendars.TryGet(named, out WorkingCalendar? found))
        {
            Fault("due/calendar", $"there is no calendar '{named}'; there are {string.Join(", ", snapshot.Workspace.Calendars.Names)}");
            return null;
        }

        calendar = found;
        DateTimeOffset? from = IsGiven(value.Member("from")) ? Moment(value.Member("from")!, "due/from") : now;
        TimeOnly at = default;
        bool hasTime = IsGiven(value.Member("at"));
        if (hasTime && !(value.Member("at") is { Kind: JqKind.String } time
            && TimeOnly.TryParseExact(time.AsString, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out at)))
        {
            Fault("due/at", "'at' must be a time of day such as \"12:00\"");
        }

        return from is DateTimeOffset start ? After(value.Member("workingDays") ?? JqValue.Null, start, calendar, hasTime ? at : null) : null;
    }

    private DateTimeOffset? After(JqValue days, DateTimeOffset from, WorkingCalendar calendar, TimeOnly? at) =>
        Whole(days, "due", WorkingCalendar.MostDays) is int count ? calendar.DueAfter(from, count, issues, at) : null;

    private DateTimeOffset? Moment(JqValue value, string place)
    {
        if (value.Kind == JqKind.String
            && RequestMoment.TryParse(value.AsString, out DateTimeOffset moment)
            && value.AsString.Contains('T', StringComparison.Ordinal))
        {
            return moment;
        }

        Fault(place, $"'{place}' must be a number of working days, or a moment such as 2026-12-01T12:00:00Z");
        return null;
    }

    private int? Whole(JqValue value, string place, int most)
    {
        if (value.Kind == JqKind.Number && value.AsNumber >= 0 && value.AsNumber <= most && Math.Floor(value.AsNumber) == value.AsNumber)
        {
            return (int)value.AsNumber;
        }

        Fault(place, $"'{place}' must be a whole number of working days, 0 to {most}");
        return null;
    }

    /// <summary>Reminders so many working days before it is due, and escalations so many after; those whose time has passed already are left out.</summary>
    private List<TaskTimer> Timers(JqValue request, DateTimeOffset? due, WorkingCalendar calendar)
    {
        List<TaskTimer> timers = [];
        JqValue[] reminders = List(request, "reminders");
        JqValue[] escalations = List(request, "escalation");
        if (reminders.Length + escalations.Length > 0 && due is null && !IsGiven(request.Member("due")))
        {
            Fault("due", "reminders and escalations need a due time to count from");
        }

        foreach (JqValue reminder in reminders)
        {
            if (Whole(reminder, "reminders", WorkingCalendar.MostDays) is int days && due is DateTimeOffset at)
            {
                Add(timers, at, -days, calendar, null);
            }
        }

        foreach (JqValue escalation in escalations)
        {
            string? group = Group(Text(escalation, "group", MostName, required: true), "escalation/group");
            int? days = IsGiven(escalation.Member("after")) ? Whole(escalation.Member("after")!, "escalation/after", WorkingCalendar.MostDays) : 0;
            if (group is not null && days is int after && due is DateTimeOffset at)
            {
                Add(timers, at, after, calendar, group);
            }
        }

        return timers;
    }

    private JqValue[] List(JqValue request, string name)
    {
        JqValue? value = request.Member(name);
        JqValue[] list = !IsGiven(value) ? [] : value!.Kind == JqKind.Array ? [.. value.Items] : [value];
        if (list.Length > MostTimers)
        {
            Fault(name, $"'{name}' has more than {MostTimers} entries");
            return [];
        }

        return list;
    }

    private void Add(List<TaskTimer> timers, DateTimeOffset due, int days, WorkingCalendar calendar, string? group)
    {
        DateTimeOffset? at = days == 0 ? due
            : calendar.Add(calendar.Zone.DayOf(due), days, issues) is DateOnly day ? calendar.Zone.At(day, calendar.Zone.TimeOf(due)) : null;
        if (at is DateTimeOffset moment && (moment > now || group is not null))
        {
            timers.Add(new TaskTimer(Clock.Microseconds(moment), group));
        }
    }

    private void Fault(string path, string message) => issues.Add(TaskIssues.CannotBeMade, message, path: path);
}
