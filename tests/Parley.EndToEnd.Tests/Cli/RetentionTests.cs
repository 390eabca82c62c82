using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

/// <summary>What <c>parley retention</c> makes of a server's answers: a review comes up an hour after its exchange at the earliest, so the answers are given here.</summary>
public sealed class RetentionTests
{
    private const string Review = """
        {"id":"r-1","status":"open","exchange":"x-1","rule":"closed","due":"2026-03-01T10:00:00.123456Z","opened":"2026-03-01T10:00:01.000000Z"}
        """;

    private static readonly Dictionary<string, string> s_key = new() { ["PARLEY_KEY"] = "not-a-real-key" };

    [Fact]
    public async Task Due_ListsWhatWaits()
    {
        await using AnsweringServer server = new(_ => (200, $$"""{"reviews":[{{Review}}]}"""));

        ParleyProcess due = await RunAsync(server, "due", "--all");

        Assert.Equal(
            """
            ID   STATUS  EXCHANGE  RULE    DUE
            r-1  open    x-1       closed  2026-03-01 10:00:00Z

            """,
            due.Output);
        Assert.Equal((0, ""), (due.ExitCode, due.Error));
        Assert.Equal("/v1/reviews", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task Decide_SendsTheDecisionWithItsReason_AndShowsIt()
    {
        await using AnsweringServer server = new(_ => (200, Review.Replace("\"open\"", "\"decided\",\"decision\":\"keep\",\"nextReview\":\"2031-01-01\"", StringComparison.Ordinal)));

        ParleyProcess decided = await RunAsync(server, "decide", "r-1", "keep", "--reason", "appeal pending", "--next", "2031-01-01");

        Assert.Equal(
            """
            ID   STATUS   EXCHANGE  RULE    DUE                   DECISION  NEXTREVIEW
            r-1  decided  x-1       closed  2026-03-01 10:00:00Z  keep      2031-01-01

            """,
            decided.Output);
        (string path, _, _, string body) = Assert.Single(server.Requests);
        Assert.Equal(("/v1/reviews/r-1", """{"decision":"keep","reason":"appeal pending","nextReview":"2031-01-01"}"""), (path, body));
    }

    private static Task<ParleyProcess> RunAsync(AnsweringServer server, params string[] args) =>
        ParleyProcess.RunInAsync(Path.GetTempPath(), null, s_key, ["retention", .. args, "--server", server.Address]);
}
