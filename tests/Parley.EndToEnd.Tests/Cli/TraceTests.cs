using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

public sealed class TraceTests
{
    private const string Head = """
        "id":"x-1","system":"beacon","type":"incident","via":"http","received":"2026-03-01T10:00:00.000Z","subjectType":"Incident","reference":"WX-1",
        "workspaceVersion":"0123456789abcdef","receipt":{"at":"2026-03-01T10:00:00.000Z","size":1312,"body":"{\"incidentNo\":\"WX-1\"}"},
        "translationIn":{"tookMicroseconds":250,"issues":[{"code":"TRN201","severity":"warning","message":"not used","path":"units"}]},
        "translationOutMicroseconds":90,"recorded":"2026-03-01T10:00:00.004Z"
        """;

    private const string Failed = """{"at":"2026-03-01T10:00:00.020Z","tookMicroseconds":900,"httpStatus":503}""";

    private static readonly Dictionary<string, string> Key = new() { ["PARLEY_KEY"] = "not-a-real-key" };

    private static string Delivering { get; } =
        $$"""{{{Head}},"status":"delivering","deliveries":[{"recipient":"cornerstone","type":"crime","status":"pending","issues":[],"nextAttempt":"2026-03-01T10:00:00.500Z","failedAttempts":[{{Failed}}]}],"caused":[],"exceptions":[]}""";

    private static string Delivered { get; } =
        $$"""
        {{{Head}},"status":"delivered",
        "deliveries":[{"recipient":"cornerstone","type":"crime","status":"delivered","issues":[],"body":"<crime/>","httpStatus":200,"ended":"2026-03-01T10:00:00.512Z","tookMicroseconds":12000,"failedAttempts":[{{Failed}}]}],
        "caused":[{"id":"x-2","system":"cornerstone","type":"answer","via":"reply","status":"delivered","received":"2026-03-01T10:00:00.512Z"}],"exceptions":[]}
        """;

    [Fact]
    public async Task Trace_Exchange_IsDrawnAsATimeline()
    {
        await using AnsweringServer server = new(_ => (200, Delivered));

        ParleyProcess trace = await TraceAsync(server, "x-1");

        Assert.Equal(
            """
            x-1  beacon/incident, Incident WX-1
              workspace 0123456789ab, 2026-03-01T10:00:00.000Z
              10:00:00.000  received by http, 1312 bytes
              10:00:00.004  translated in 0.25 ms, prepared for recipients in 0.09 ms, recorded
                              warning TRN201: not used [units]
              10:00:00.020  cornerstone/crime attempt 1 failed: HTTP 503
              10:00:00.512  cornerstone/crime delivered at attempt 2 in 12.0 ms: HTTP 200
              10:00:00.512  reply from cornerstone/answer: exchange x-2 delivered
              delivered

            """,
            trace.Output);
        Assert.Equal(0, trace.ExitCode);
        Assert.Equal("/v1/exchanges/x-1", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task Trace_Follow_AsksUntilNothingIsPendingAndPrintsNothingTwice()
    {
        int asked = 0;
        await using AnsweringServer server = new(_ => (200, ++asked < 3 ? Delivering : Delivered));

        ParleyProcess trace = await TraceAsync(server, "x-1", "--follow");

        Assert.Equal(3, asked);
        Assert.Equal(1, Count(trace.Output, "attempt 1 failed"));
        Assert.Equal(1, Count(trace.Output, "delivered at attempt 2"));
    }

    [Fact]
    public async Task Trace_Pending_SaysWhenItIsTriedNext()
    {
        await using AnsweringServer server = new(_ => (200, Delivering));

        Assert.Contains("cornerstone/crime is to be delivered, next attempt at 10:00:00.500", (await TraceAsync(server, "x-1")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trace_Content_ShowsTheMessages()
    {
        await using AnsweringServer server = new(_ => (200, Delivered));

        string output = (await TraceAsync(server, "x-1", "--content")).Output;

        Assert.Contains("as received from beacon/incident\n{\"incidentNo\":\"WX-1\"}\n", output, StringComparison.Ordinal);
        Assert.Contains("as sent to cornerstone/crime\n<crime/>\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trace_Held_IsAFaultWithItsTask()
    {
        await using AnsweringServer server = new(_ => (200, $$$"""
            {{{{Head}}},"status":"held","deliveries":[],"caused":[],"exceptions":[{"id":"e-1","status":"open","code":"TRN104","what":"grade has no code 9","why":"The list has 1 to 4.","remedy":"Correct the grade.","task":{"system":"beacon"},"opened":"2026-03-01T10:00:00.004Z"}]}
            """));

        ParleyProcess trace = await TraceAsync(server, "x-1");

        Assert.Equal(1, trace.ExitCode);
        Assert.Contains("exception e-1 TRN104: grade has no code 9 (a task of beacon)", trace.Output, StringComparison.Ordinal);
        Assert.Contains("remedy: Correct the grade.", trace.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trace_UnknownExchange_EndsWithFour()
    {
        await using AnsweringServer server = new(_ => (404, """{"code":"SRV404","detail":"There is no exchange 'x-9' that this caller may see."}"""));

        ParleyProcess trace = await TraceAsync(server, "x-9");

        Assert.Equal(4, trace.ExitCode);
        Assert.Contains("There is no exchange 'x-9'", trace.Error, StringComparison.Ordinal);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static Task<ParleyProcess> TraceAsync(AnsweringServer server, params string[] args) =>
        ParleyProcess.RunInAsync(Path.GetTempPath(), null, Key, ["trace", .. args, "--server", server.Address]);
}
