using System.Text;
using Parley.Engine.Calendar;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;
using Xunit;

namespace Parley.Engine.Tests.Calendar;

public sealed class CalendarReaderTests
{
    [Fact]
    public void NoFile_MeansThreeBuiltInCalendars_AndEnglandAndWalesByDefault()
    {
        WorkingCalendars calendars = Read(null, out _)!.Calendars;
        Assert.Equal(["england-and-wales", "northern-ireland", "scotland"], calendars.All.Select(c => c.Holidays.Name));
        Assert.Equal("england-and-wales", calendars.Default.Holidays.Name);
        Assert.All(calendars.All, c => Assert.Contains("gov.uk", c.Holidays.Source, StringComparison.Ordinal));
    }

    /// <summary>The published dates are those of the Banking and Financial Dealings Act 1971 and the yearly proclamations; but for days of one year, the rules give the same.</summary>
    [Theory]
    [InlineData("england-and-wales")]
    [InlineData("scotland")]
    [InlineData("northern-ireland")]
    public void BuiltIn_IsWhatTheRulesGive_ButForDaysOfOneYear(string name)
    {
        Assert.True(WorkingCalendars.Standard.TryGet(name, out WorkingCalendar? calendar));
        HashSet<DateOnly> expected = [.. Enumerable.Range(2024, 5).SelectMany(y => Rules(y, name))];
        if (name == "scotland")
        {
            expected.Add(new DateOnly(2026, 6, 15));
        }

        Assert.Equal(expected.Order(), calendar.Holidays.Holidays.Keys.Order());
    }

    [Fact]
    public void File_ExtendsReplacesAndChoosesTheDefault()
    {
        LoadedWorkspace? workspace = Read(
            """
            default: wexshire
            working-day: { ends: "16:00", cut-off: "15:30" }
            calendars:
              england-and-wales:
                extends: england-and-wales
                last: 2029
                holidays: { 2029-01-01: New Year's Day, 2027-06-18: A day of that year }
                except: [2027-05-03]
              wexshire:
                title: Wexshire
                extends: england-and-wales
                holidays: { 2027-10-29: Founders' Day }
              desert:
                source: the embassy's letter of 1 March
                first: 2027
                last: 2027
                weekend: [friday, saturday]
                holidays: { 2027-03-09: Spring }
            """,
            out IReadOnlyList<Issue> issues);

        Assert.Empty(issues);
        WorkingCalendar wexshire = workspace!.Calendars.Default;
        Assert.Equal(("wexshire", 2029, new TimeOnly(15, 30)), (wexshire.Holidays.Name, wexshire.Holidays.Last, wexshire.Hours.CutOff!.Value));
        Assert.True(wexshire.Holidays.IsWorkingDay(new DateOnly(2027, 5, 3)));
        Assert.False(wexshire.Holidays.IsWorkingDay(new DateOnly(2027, 6, 18)));
        Assert.False(wexshire.Holidays.IsWorkingDay(new DateOnly(2027, 10, 29)));
        Assert.True(workspace.Calendars.TryGet("desert", out WorkingCalendar? desert));
        Assert.True(desert.Holidays.IsWorkingDay(new DateOnly(2027, 3, 7)));
        Assert.Equal(new DateOnly(2027, 3, 7), desert.Add(new DateOnly(2027, 3, 4), 1, new IssueSink()));
    }

    [Theory]
    [InlineData("default: wexshire", "CAL002")]
    [InlineData("calendars: { a: { extends: wales } }", "CAL002")]
    [InlineData("calendars: { a: { extends: scotland, holidays: { 2029-01-01: New Year } } }", "CAL003")]
    [InlineData("calendars: { a: { extends: scotland, holidays: { 2027-01-02: a Saturday } } }", "CAL004")]
    [InlineData("calendars: { a: { extends: scotland, last: 2029 } }", "CAL005")]
    [InlineData("calendars: { a: { first: 2027, last: 2026, holidays: {} } }", "CAL005")]
    [InlineData("calendars: { a: { extends: scotland, except: [2027-02-02] } }", "CAL006")]
    [InlineData("calendars: { a: { extends: scotland, holidays: { 2027-2-30: no day } } }", "WSP007")]
    [InlineData("calendars: { a: { last: 2027, holidays: {} } }", "WSP005")]
    [InlineData("calendars: { a: { extends: scotland, weekends: [friday] } }", "WSP006")]
    [InlineData("calendars: { a: { extends: scotland, weekend: [caturday] } }", "WSP008")]
    [InlineData("working-day: { ends: 5pm }", "WSP007")]
    public void File_AtFault_IsReportedWithItsPlace(string text, string code)
    {
        Read(text + "\n", out IReadOnlyList<Issue> issues);
        Issue issue = Assert.Single(issues, i => i.Code.Code == code);
        Assert.Equal(("calendar.yaml", 1), (issue.Position.File, issue.Position.Line));
        Assert.True(issue.Position.Column > 0);
    }

    private static List<DateOnly> Rules(int year, string place)
    {
        bool scotland = place == "scotland";
        DateOnly easter = Easter(year);
        List<DateOnly> days = [easter.AddDays(-2), First(year, 5), Last(year, 5), scotland ? First(year, 8) : Last(year, 8)];
        if (!scotland)
        {
            days.Add(easter.AddDays(1));
        }

        List<DateOnly> fixedDays = [new(year, 1, 1), new(year, 12, 25), new(year, 12, 26)];
        fixedDays.AddRange(place switch
        {
            "scotland" => [new DateOnly(year, 1, 2), new(year, 11, 30)],
            "northern-ireland" => [new DateOnly(year, 3, 17), new(year, 7, 12)],
            _ => (IEnumerable<DateOnly>)[],
        });

        // A weekday keeps its holiday; one that falls on a weekend goes to the next day that is neither weekend nor holiday.
        days.AddRange(fixedDays.Where(d => !IsWeekend(d)));
        foreach (DateOnly day in fixedDays.Where(IsWeekend).Order())
        {
            DateOnly at = day;
            while (IsWeekend(at) || days.Contains(at))
            {
                at = at.AddDays(1);
            }

            days.Add(at);
        }

        return days;
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static DateOnly First(int year, int month) => Enumerable.Range(1, 7).Select(d => new DateOnly(year, month, d)).Single(d => d.DayOfWeek == DayOfWeek.Monday);

    private static DateOnly Last(int year, int month) => Enumerable.Range(25, 7).Select(d => new DateOnly(year, month, d)).Single(d => d.DayOfWeek == DayOfWeek.Monday);

    // Gauss's reckoning in the form of the Book of Common Prayer's tables: golden number, century, epact.
    private static DateOnly Easter(int year)
    {
        int golden = year % 19;
        int century = year / 100;
        int epact = (century - (century / 4) - ((8 * century + 13) / 25) + (19 * golden) + 15) % 30;
        int moon = epact - (epact / 28 * (1 - (29 / (epact + 1) * ((21 - golden) / 11))));
        int weekday = (year + (year / 4) + moon + 2 - century + (century / 4)) % 7;
        int days = moon - weekday;
        int month = 3 + ((days + 40) / 44);
        return new DateOnly(year, month, days + 28 - (31 * (month / 4)));
    }

    private static LoadedWorkspace? Read(string? calendar, out IReadOnlyList<Issue> found)
    {
        List<WorkspaceFile> files =
        [
            File("parley.yaml", "installation: T\norganisation: wexshire\ndictionary: \"2026.1\"\n"),
            File("organisations/wexshire.yaml", "organisation: wexshire\nname: Wexshire\nkind: force\n"),
        ];
        if (calendar is not null)
        {
            files.Add(File("calendar.yaml", calendar));
        }

        IssueSink issues = new();
        LoadedWorkspace? workspace = WorkspaceReader.Read(files, issues, null);
        found = issues.Issues;
        return workspace;
    }

    private static WorkspaceFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));
}
