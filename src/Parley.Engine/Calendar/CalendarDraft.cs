using System.Collections.Frozen;
using System.Text;
using Parley.Engine.Calendar.Reading;
using Parley.Engine.Issues;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Calendar;

/// <summary>Calendars as files say them, before they have a time zone. Immutable.</summary>
/// <param name="Default">The name of that which counts where no other is named.</param>
/// <param name="Hours">When working days end.</param>
/// <param name="Calendars">The calendars by name.</param>
internal sealed record CalendarDraft(string Default, WorkingHours Hours, FrozenDictionary<string, HolidayCalendar> Calendars)
{
    private const string Resource = "calendar/bank-holidays.yaml";

    /// <summary>What is built in, read when first asked for.</summary>
    public static CalendarDraft BuiltIn { get; } = Load();

    private static CalendarDraft Load()
    {
        using StreamReader reader = new(typeof(CalendarDraft).Assembly.GetManifestResourceStream(Resource)!, Encoding.UTF8);
        IssueSink issues = new();
        CalendarDraft empty = new("", WorkingHours.Default, FrozenDictionary<string, HolidayCalendar>.Empty);
        CalendarDraft draft = CalendarReader.Read(YamlText.TryParse(Resource, reader.ReadToEnd(), issues)!, empty);
        return issues.Issues.Count > 0 ? throw new InvalidOperationException($"the built-in calendars are faulty: {issues.Issues[0]}") : draft;
    }
}
