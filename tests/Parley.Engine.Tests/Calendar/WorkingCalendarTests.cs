using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Parley.Engine.Calendar;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Xunit;

namespace Parley.Engine.Tests.Calendar;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar England = Calendar("england-and-wales");
    private static readonly WorkingCalendar Scotland = Calendar("scotland");
    private static readonly WorkingCalendar NorthernIreland = Calendar("northern-ireland");

    [Theory]
    [InlineData("2026-11-20", 1, "2026-11-23")] // Friday to Monday
    [InlineData("2026-11-21", 1, "2026-11-23")] // Saturday to Monday as well: the day itself is not counted
    [InlineData("2026-11-22", 5, "2026-11-27")]
    [InlineData("2026-11-23", 5, "2026-11-30")]
    [InlineData("2026-12-23", 5, "2027-01-04")] // over Christmas, its substitute day and the New Year
    [InlineData("2026-12-24", 1, "2026-12-29")]
    [InlineData("2027-12-24", 1, "2027-12-29")] // both days of Christmas fall on a weekend
    [InlineData("2026-11-23", 0, "2026-11-23")]
    [InlineData("2026-12-25", 0, "2026-12-29")]
    [InlineData("2027-01-04", -5, "2026-12-23")]
    [InlineData("2026-11-21", -1, "2026-11-20")]
    public void Add_InEnglandAndWales_PassesOverWeekendsAndHolidays(string from, int days, string expected) => Assert.Equal(Date(expected), England.Add(Date(from), days, new IssueSink()));

    [Theory]
    [InlineData("2026-11-27", "2026-11-30", "2026-12-01", "2026-11-30")] // St Andrew's Day
    [InlineData("2026-12-31", "2027-01-04", "2027-01-05", "2027-01-04")] // 2 January is a Saturday: Monday instead, in Scotland alone
    [InlineData("2026-04-02", "2026-04-07", "2026-04-06", "2026-04-07")] // Easter Monday is none in Scotland
    [InlineData("2026-07-10", "2026-07-13", "2026-07-13", "2026-07-14")] // 12 July is a Sunday
    [InlineData("2026-06-12", "2026-06-15", "2026-06-16", "2026-06-15")] // appointed for one year, in Scotland alone
    [InlineData("2026-07-31", "2026-08-03", "2026-08-04", "2026-08-03")] // the summer holiday is at the month's other end
    public void Add_OneDay_DiffersByPlace(string from, string england, string scotland, string northernIreland)
    {
        IssueSink issues = new();
        Assert.Equal(
            (Date(england), Date(scotland), Date(northernIreland)),
            (England.Add(Date(from), 1, issues)!.Value, Scotland.Add(Date(from), 1, issues)!.Value, NorthernIreland.Add(Date(from), 1, issues)!.Value));
    }

    [Theory]
    [InlineData("2028-12-29", 1)]
    [InlineData("2028-12-01", 30)]
    [InlineData("2024-01-02", -1)]
    [InlineData("2029-03-01", 0)]
    [InlineData("0001-01-01", -1)]
    [InlineData("9999-12-31", 1)]
    public void Add_OutOfTheKnownYears_HasNoAnswerAndSaysSo(string from, int days)
    {
        IssueSink issues = new();
        Assert.Null(England.Add(Date(from), days, issues));
        Assert.Equal("CAL001", Assert.Single(issues.Issues).Code.Code);
    }

    [Fact]
    public void Between_IsTheInverseOfAdd() => Each((day, days) =>
    {
        IssueSink issues = new();
        return England.Add(day, days, issues) is not DateOnly then || days == 0 || England.Between(day, then, issues) == days;
    });

    [Fact]
    public void Add_IsAlwaysAWorkingDay_AndOneDayAtATimeComesToTheSame() => Each((day, days) =>
    {
        IssueSink issues = new();
        DateOnly? steps = day;
        for (int i = 0; i < Math.Abs(days) && steps is DateOnly at; i++)
        {
            steps = Scotland.Add(at, Math.Sign(days), issues);
        }

        DateOnly? once = Scotland.Add(day, days, issues);
        return days == 0 || (once == steps && (once is not DateOnly end || Scotland.Holidays.IsWorkingDay(end)));
    });

    [Fact]
    public void Between_IsWhatCountingEachDayComesTo() => Each((day, span) =>
    {
        IssueSink issues = new();
        DateOnly to = day.AddDays(span);
        int? counted = NorthernIreland.Between(day, to, issues);
        int byHand = Enumerable.Range(1, Math.Abs(span)).Count(i => NorthernIreland.Holidays.IsWorkingDay(day.AddDays(Math.Sign(span) * i)));
        return counted is null ? issues.HasErrors : counted == Math.Sign(span) * byHand;
    });

    [Theory]
    [InlineData("2026-10-23T09:00:00Z", 1, "2026-10-26T17:00:00+00:00")] // the clocks go back on the Sunday between
    [InlineData("2026-03-27T09:00:00Z", 1, "2026-03-30T17:00:00+01:00")] // and forward
    [InlineData("2026-06-30T23:30:00Z", 1, "2026-07-02T17:00:00+01:00")] // in London it is 1 July already
    [InlineData("2026-12-31T23:59:59Z", 1, "2027-01-04T17:00:00+00:00")]
    [InlineData("2026-11-23T10:00:00Z", 0, "2026-11-23T17:00:00+00:00")]
    [InlineData("2026-11-23T17:00:00Z", 0, "2026-11-24T17:00:00+00:00")] // that day's end has come already
    public void DueAfter_IsTheEndOfAWorkingDayInTheZone(string from, int days, string expected) =>
        Assert.Equal(expected, Text(England.DueAfter(Moment(from), days, new IssueSink())));

    [Theory]
    [InlineData("2026-11-23T16:29:59Z", "2026-11-24")]
    [InlineData("2026-11-23T16:30:00Z", "2026-11-25")] // counts as Tuesday
    [InlineData("2026-11-20T18:00:00Z", "2026-11-24")] // counts as Monday
    [InlineData("2026-11-21T09:00:00Z", "2026-11-24")] // so does the whole weekend
    [InlineData("2026-12-24T16:45:00Z", "2026-12-30")]
    public void DueAfter_TheCutOff_CountsFromTheNextWorkingDay(string from, string expected)
    {
        WorkingCalendar calendar = new(England.Holidays, England.Zone, new WorkingHours(new TimeOnly(17, 0), new TimeOnly(16, 30)));
        Assert.Equal(Date(expected), DateOnly.FromDateTime(calendar.DueAfter(Moment(from), 1, new IssueSink())!.Value.DateTime));
    }

    [Fact]
    public void DueAfter_InAnotherZone_CountsItsDays()
    {
        WorkingCalendar calendar = new(England.Holidays, DayZone.Find("Pacific/Auckland")!, WorkingHours.Default);
        Assert.Equal("2026-11-25T17:00:00+13:00", Text(calendar.DueAfter(Moment("2026-11-23T12:00:00Z"), 1, new IssueSink())));
    }

    [Fact]
    public void DueAfter_IsLaterThanTheMoment_AndNeverEarlierForMoreDays() => Each((day, days) =>
    {
        DateTimeOffset from = new(day, new TimeOnly((Math.Abs(days) * 37) % 24, 13), TimeSpan.Zero);
        int more = Math.Abs(days);
        IssueSink issues = new();
        DateTimeOffset? due = England.DueAfter(from, more, issues);
        return due is null ? issues.HasErrors : due > from && (England.DueAfter(from, more + 1, issues) is not DateTimeOffset next || next >= due);
    });

    [Theory]
    [InlineData("01:30", "2026-03-29", "2026-03-29T02:30:00+01:00")] // the hour that is skipped
    [InlineData("01:30", "2026-10-25", "2026-10-25T01:30:00+01:00")] // the hour that comes twice: its first time
    public void EndOf_InTheHourThatTheClocksChange_IsAMomentAllTheSame(string ends, string day, string expected)
    {
        WorkingCalendar calendar = new(England.Holidays, DayZone.Find("Europe/London")!, new WorkingHours(TimeOnly.Parse(ends, CultureInfo.InvariantCulture), null));
        Assert.Equal(expected, Text(calendar.EndOf(Date(day))));
    }

    private static WorkingCalendar Calendar(string name) => WorkingCalendars.Standard.TryGet(name, out WorkingCalendar? found) ? found : throw new ArgumentException(name, nameof(name));

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static string? Text(DateTimeOffset? moment) => moment?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    // Any day of the known years, its edges among them, and up to 300 days either way.
    private static void Each(Func<DateOnly, int, bool> holds) => Prop.ForAll(
        Gen.Choose(0, 5 * 365).ToArbitrary(),
        Gen.Choose(-300, 300).ToArbitrary(),
        (offset, days) => holds(new DateOnly(2024, 1, 1).AddDays(offset), days)).QuickCheckThrowOnFailure();
}
