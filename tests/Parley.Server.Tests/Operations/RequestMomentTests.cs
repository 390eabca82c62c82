using Microsoft.AspNetCore.Http;
using Parley.Server.Operations;
using Parley.Server.Storage;
using Xunit;

namespace Parley.Server.Tests.Operations;

/// <summary>Moments of requests, and as they are stored.</summary>
public sealed class RequestMomentTests
{
    [Theory]
    [InlineData("2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z")]
    [InlineData("2026-03-01T10:00:00", "2026-03-01T10:00:00Z")]
    [InlineData("2026-07-01T10:00:00+01:00", "2026-07-01T09:00:00Z")]
    [InlineData("2026-03-01", "2026-03-01T00:00:00Z")]
    [InlineData("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z")]
    public void Query_WithAMoment_IsReadInUtc_AndStoredToTheMicrosecond(string text, string moment)
    {
        long? stored = RequestMoment.OfQuery(Request($"?since={Uri.EscapeDataString(text)}"), "since");

        Assert.Equal(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime, Clock.Moment(stored!.Value));
        Assert.Equal(stored, Clock.Microseconds(Clock.Moment(stored.Value)));
    }

    [Fact]
    public void Query_WithoutTheName_HasNoMoment() => Assert.Null(RequestMoment.OfQuery(Request("?until=2026-03-01"), "since"));

    [Theory]
    [InlineData("yesterday")]
    [InlineData("")]
    [InlineData("2026-13-01")]
    public void Query_WithSomethingElse_IsAProblemOfItsName(string text)
    {
        Problem problem = Assert.Throws<ProblemException>(() => RequestMoment.OfQuery(Request($"?since={text}"), "since")).Problem;

        Assert.Equal((400, "query: since"), (problem.Status, problem.Place));
        Assert.Equal($"'{text}' is no moment such as 2026-03-01T10:00:00Z.", problem.Cause);
    }

    private static DefaultHttpContext Request(string query) => new() { Request = { QueryString = new QueryString(query) } };
}
