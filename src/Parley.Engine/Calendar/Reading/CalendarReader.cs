using System.Collections.Frozen;
using System.Globalization;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Calendar.Reading;

/// <summary>Reads a file of calendars, upon those that are there already.</summary>
internal static class CalendarReader
{
    /// <summary>The path of a workspace's own file.</summary>
    public const string Path = "calendar.yaml";

    private const int Earliest = 1900;
    private const int Latest = 2200;

    private static readonly DayOfWeek[] s_weekend = [DayOfWeek.Saturday, DayOfWeek.Sunday];

    private static readonly YamlForm<TimeOnly> Time = new("a time of day such as \"17:00\"", (YamlScalar s, out TimeOnly value) =>
        TimeOnly.TryParseExact(s.Text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out value)
            ? null
            : $"must be a time of day such as \"17:00\", not {s.Description}");

    /// <summary>Reads a file; what it does not say is as it was.</summary>
    /// <param name="map">The file.</param>
    /// <param name="before">The calendars that it may extend, and replaces where it has one of the same name.</param>
    public static CalendarDraft Read(YamlMap map, CalendarDraft before)
    {
        Dictionary<string, HolidayCalendar> calendars = new(before.Calendars, StringComparer.Ordinal);
        string source = map.Optional("source", YamlForms.Text, "calendar.yaml");
        YamlMap? own = map.Map("calendars");
        foreach (YamlEntry entry in own?.Entries ?? [])
        {
            own!.Find(entry.Key);
            if (!YamlForms.IsName(entry.Key))
            {
                own.Issues.Add(YamlIssues.Mistyped, $"'{entry.Key}' must be a name in kebab case such as england-and-wales", entry.KeyPosition);
            }
            else if (entry.Value.AsMap(entry.Key) is { } calendar)
            {
                calendars[entry.Key] = Calendar(calendar, entry.Key, source, calendars);
            }
        }

        string standard = map.Optional("default", YamlForms.Name, before.Default);
        WorkingHours hours = map.Map("working-day") is { } day ? Hours(day, before.Hours) : before.Hours;
        map.ReportUnknownKeys();
        if (!calendars.ContainsKey(standard))
        {
            (map.Find("default") ?? map).Report(CalendarIssues.NoSuchCalendar, $"there is no calendar '{standard}'; there are {string.Join(", ", calendars.Keys)}");
            standard = before.Default;
        }

        return new CalendarDraft(standard, hours, calendars.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private static WorkingHours Hours(YamlMap map, WorkingHours before)
    {
        TimeOnly ends = map.Optional("ends", Time, before.Ends);
        TimeOnly? cutOff = map.TryGet("cut-off", Time, out TimeOnly given) ? given : before.CutOff;
        map.ReportUnknownKeys();
        return new WorkingHours(ends, cutOff);
    }

    private static HolidayCalendar Calendar(YamlMap map, string name, string source, Dictionary<string, HolidayCalendar> known)
    {
        HolidayCalendar? extended = Extended(map, known);
        HolidayCalendar calendar = new()
        {
            Name = name,
            Title = map.Optional("title", YamlForms.Text, extended?.Name == name ? extended.Title : name),
            Source = map.Optional("source", YamlForms.Text, source),
            First = Year(map, "first", extended?.First),
            Last = Year(map, "last", extended?.Last),
            Weekend = (map.Has("weekend") ? map.Values("weekend", YamlForms.Choice<DayOfWeek>()) : extended?.Weekend.ToArray() ?? s_weekend).ToFrozenSet(),
            Holidays = FrozenDictionary<DateOnly, string>.Empty,
        };
        map.Find("weekend");
        Dictionary<DateOnly, string> holidays = extended is null ? [] : new(extended.Holidays);
        Except(map, holidays);
        Add(map, calendar, holidays);
        map.ReportUnknownKeys();
        CheckYears(map, calendar, holidays);
        return calendar with { Holidays = holidays.ToFrozenDictionary() };
    }

    private static HolidayCalendar? Extended(YamlMap map, Dictionary<string, HolidayCalendar> known)
    {
        if (!map.TryGet("extends", YamlForms.Name, out string name))
        {
            return null;
        }

        if (!known.TryGetValue(name, out HolidayCalendar? extended))
        {
            map.Find("extends")!.Report(CalendarIssues.NoSuchCalendar, $"there is no calendar '{name}' above this one; there are {string.Join(", ", known.Keys)}");
        }

        return extended;
    }

    private static int Year(YamlMap map, string key, int? extended) => extended is int year
        ? map.Optional(key, YamlForms.Int(Earliest, Latest), year)
        : map.Required(key, YamlForms.Int(Earliest, Latest));

    private static void Except(YamlMap map, Dictionary<DateOnly, string> holidays)
    {
        foreach (DateOnly day in map.Values("except", YamlForms.Date).Where(d => !holidays.Remove(d)))
        {
            map.Find("except")!.Report(CalendarIssues.NoSuchHoliday, string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} is no holiday of what this calendar extends"));
        }
    }

    private static void Add(YamlMap map, HolidayCalendar calendar, Dictionary<DateOnly, string> holidays)
    {
        YamlMap? own = map.Map("holidays");
        foreach (YamlEntry entry in own?.Entries ?? [])
        {
            string title = own!.Optional(entry.Key, YamlForms.Text, "");
            if (!DateOnly.TryParseExact(entry.Key, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
            {
                own.Issues.Add(YamlIssues.Mistyped, $"'{entry.Key}' must be a date such as 2027-12-27", entry.KeyPosition);
                continue;
            }

            holidays[day] = title;
            if (!calendar.Covers(day))
            {
                own.Issues.Add(CalendarIssues.OutsideYears, string.Create(CultureInfo.InvariantCulture, $"{entry.Key} is not within {calendar.First} to {calendar.Last}"), entry.KeyPosition);
            }
            else if (calendar.Weekend.Contains(day.DayOfWeek))
            {
                own.Issues.Add(CalendarIssues.OnWeekend, $"{entry.Key} is a {day.DayOfWeek}", entry.KeyPosition);
            }
        }
    }

    private static void CheckYears(YamlMap map, HolidayCalendar calendar, Dictionary<DateOnly, string> holidays)
    {
        if (calendar.First is 0 || calendar.Last is 0)
        {
            return;
        }

        if (calendar.Last < calendar.First)
        {
            map.Report(CalendarIssues.EmptyYear, string.Create(CultureInfo.InvariantCulture, $"the last year, {calendar.Last}, is before the first, {calendar.First}"));
        }

        foreach (int year in Enumerable.Range(calendar.First, Math.Max(0, calendar.Last - calendar.First + 1)).Where(y => holidays.Keys.All(d => d.Year != y)))
        {
            map.Report(CalendarIssues.EmptyYear, string.Create(CultureInfo.InvariantCulture, $"'{calendar.Name}' has no holiday in {year}, which it says it knows"));
        }
    }
}
