using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

/// <summary><c>parley calendar</c>.</summary>
public sealed class CalendarTests
{
    [Theory]
    [InlineData("after\t2026-12-23\t5", "2027-01-04T17:00:00+00:00")]
    [InlineData("after\t2026-12-23\t5\t-c\tscotland", "2027-01-05T17:00:00+00:00")]
    [InlineData("after\t2026-10-23T09:00:00Z\t1", "2026-10-26T17:00:00+00:00")]
    [InlineData("between\t2026-12-23\t2027-01-04", "5")]
    [InlineData("holidays\t2027\t-c\tnorthern-ireland", "Battle of the Boyne")]
    public async Task Question_IsAnswered(string words, string expected)
    {
        ParleyProcess answer = await ParleyProcess.RunAsync(["calendar", .. words.Split('\t')]);

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Contains(expected, answer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("after\t2028-12-29\t5", 1, "CAL001")]
    [InlineData("holidays\t2031", 1, "CAL001")]
    [InlineData("after\t2028-12-29\t5\t-c\twales", 2, "wales")]
    [InlineData("after\t29/12/2028\t5", 2, "must be a date")]
    [InlineData("after\t2026-12-23\t-1", 2, "")]
    [InlineData("between\t2026-12-23", 2, "other date")]
    public async Task Question_WithoutAnAnswer_IsSaid(string words, int code, string expected)
    {
        ParleyProcess answer = await ParleyProcess.RunAsync(["calendar", .. words.Split('\t')]);

        Assert.Equal((code, ""), (answer.ExitCode, answer.Output));
        Assert.Contains(expected, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workspace_ItsOwnCalendarCounts()
    {
        using TemporaryFolder folder = SmallEstate.Create().With("calendar.yaml", """
            calendars:
              england-and-wales: { extends: england-and-wales, holidays: { 2026-12-24: A day of its own } }
            """);

        ParleyProcess answer = await ParleyProcess.RunInAsync(folder.Path, null, new Dictionary<string, string>(), "calendar", "after", "2026-12-23", "5");

        Assert.Contains("2027-01-05", answer.Output, StringComparison.Ordinal);
    }
}
