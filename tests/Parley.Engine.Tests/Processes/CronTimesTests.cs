using Parley.Engine.Processes;
using Xunit;

namespace Parley.Engine.Tests.Processes;

public class CronTimesTests
{
    private static readonly TimeZoneInfo s_london = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    [Theory]
    [InlineData("0 6 * * mon-fri", "2026-05-01T06:00:00+01:00", "2026-05-04T06:00:00+01:00")]
    [InlineData("*/15 * * * *", "2026-05-01T06:01:00+01:00", "2026-05-01T06:15:00+01:00")]
    [InlineData("30 9 29 2 *", "2026-05-01T06:01:00+01:00", "2028-02-29T09:30:00+00:00")]
    [InlineData("0 0 1 * sun", "2026-05-01T06:00:00+01:00", "2026-05-03T00:00:00+01:00")]
    [InlineData("0 12 * * 7", "2026-05-01T06:00:00+01:00", "2026-05-03T12:00:00+01:00")]
    [InlineData("5/20 8-9 * * *", "2026-05-01T08:45:00+01:00", "2026-05-01T09:05:00+01:00")]
    // The hour that is left out in March, and the one that comes twice in October.
    [InlineData("30 1 * * *", "2026-03-28T12:00:00+00:00", "2026-03-30T01:30:00+01:00")]
    [InlineData("30 1 * * *", "2026-10-24T12:00:00+01:00", "2026-10-25T01:30:00+01:00")]
    public void Next_AfterAnInstant_IsTheFirstTimeNamed(string cron, string after, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next, null), CronTimes.TryParse(cron)!.Next(DateTimeOffset.Parse(after, null), s_london));

    [Theory]
    [InlineData("0 0 * *")]
    [InlineData("60 0 * * *")]
    [InlineData("0 24 * * *")]
    [InlineData("0 0 0 * *")]
    [InlineData("0 0 * 13 *")]
    [InlineData("5-1 0 * * *")]
    [InlineData("*/0 0 * * *")]
    [InlineData("a b c d e")]
    public void TryParse_NoExpression_IsNull(string cron) => Assert.Null(CronTimes.TryParse(cron));

    [Fact]
    public void Next_DayThatNeverComes_IsNull() => Assert.Null(CronTimes.TryParse("0 0 31 2 *")!.Next(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc));
}
