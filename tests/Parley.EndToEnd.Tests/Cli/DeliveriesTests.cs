using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

public sealed class DeliveriesTests
{
    private const string One = """{"id":"d-1-1","exchange":"x-1","recipient":"cornerstone","type":"crime","status":"delivered","delivered":"2026-03-01T10:00:00.512Z","purpose":"investigation","body":"<crime/>"}""";

    private static readonly Dictionary<string, string> Key = new() { ["PARLEY_KEY"] = "not-a-real-key" };

    [Fact]
    public async Task Deliveries_AreListedAsATable_WithTheNextPage()
    {
        await using AnsweringServer server = new(_ => (200, $$"""{"deliveries":[{{One}}],"next":"d-1-1"}"""));

        ParleyProcess list = await RunAsync(server, "--system", "cornerstone", "--since", "2026-03-01T00:00:00+01:00", "--limit", "1");

        Assert.Equal(0, list.ExitCode);
        Assert.Contains("d-1-1", list.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("<crime/>", list.Output, StringComparison.Ordinal);
        Assert.Contains("more: --after d-1-1", list.Error, StringComparison.Ordinal);
        Assert.Equal("/v1/deliveries?system=cornerstone&since=2026-03-01T00%3A00%3A00%2B01%3A00&limit=1", Assert.Single(server.Addresses));
    }

    [Fact]
    public async Task Delivery_IsPrintedAsItArrived_ForAReason()
    {
        await using AnsweringServer server = new(_ => (200, One));

        ParleyProcess shown = await RunAsync(server, "d-1-1", "--reason", "linked burglaries");
        ParleyProcess wrong = await RunAsync(server, "d-1-1", "--reason", "two\nlines");

        Assert.Equal("<crime/>\n", shown.Output);
        Assert.Equal(("/v1/deliveries/d-1-1", "linked burglaries"), (Assert.Single(server.Addresses), Assert.Single(server.Reasons)));
        Assert.Equal(2, wrong.ExitCode);
    }

    [Fact]
    public async Task Trace_OfWhatWasOnlyReceived_ShowsItsSideAlone()
    {
        await using AnsweringServer server = new(_ => (200, $$"""
            {"id":"x-1","system":"cornerstone","type":"crime","via":"delivery","status":"delivered","received":"2026-03-01T10:00:00.512Z","deliveries":[{{One}}]}
            """));

        ParleyProcess trace = await ParleyProcess.RunInAsync(Path.GetTempPath(), null, Key, ["trace", "x-1", "--content", "--server", server.Address]);

        Assert.Equal(0, trace.ExitCode);
        Assert.Contains("10:00:00.512  cornerstone/crime delivered", trace.Output, StringComparison.Ordinal);
        Assert.Contains("as sent to cornerstone/crime\n<crime/>\n", trace.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("as received from", trace.Output, StringComparison.Ordinal);
    }

    private static Task<ParleyProcess> RunAsync(AnsweringServer server, params string[] args) =>
        ParleyProcess.RunInAsync(Path.GetTempPath(), null, Key, ["deliveries", .. args, "--server", server.Address]);
}
