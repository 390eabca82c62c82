using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

public sealed class IdentityTests
{
    private const string View = """
        {"id":"i-1","type":"Person","name":"Margaret Okoro","complete":false,"warnings":[{"role":"has-warning","type":"WarningMarker","label":"VI","record":"k-9","identity":"i-9","attributes":{},
        "sources":[{"record":"k-9","system":"cornerstone","exchange":"x-1","knownAt":"2026-03-01T10:00:00Z"}]}],"restrictions":[],"markings":["OFFICIAL"],"sharedByTooMany":["telephone 07700900123"],
        "attributes":[{"name":"givenNames","best":"Margaret","conflict":true,"values":[{"value":"Margaret","sources":[{"record":"k-1","system":"beacon","exchange":"x-1","knownAt":"2026-03-01T10:00:00Z"}]},
        {"value":"Peggy","sources":[{"record":"k-2","system":"cornerstone","exchange":"x-2","knownAt":"2026-03-02T10:00:00Z"}]}]}],"aliases":[],"addresses":[],"vehicles":[],"things":[],"associates":[],"events":[{"role":"suspect","type":"Incident",
        "label":"WX-1","record":"k-7","from":"2026-03-01T09:00:00Z","sources":[{"system":"beacon","knownAt":"2026-03-02T10:00:00Z"}]}],
        "records":[{"record":"k-1"},{"record":"k-2"}]}
        """;

    private const string Queue = """
        {"pairs":[{"left":{"record":"k-1","system":"beacon","knownAt":"2026-03-01T10:00:00Z","label":"Margaret Okoro"},"right":{"record":"k-2","system":"cornerstone","knownAt":"2026-03-02T10:00:00Z","label":"Peggy Okoro"},"bits":3.1,"probability":0.9,"foundBy":["telephone"],
        "bars":[{"compared":"given-name","level":"nickname","left":"MARGARET","right":"PEGGY","bits":3.64,"words":"two forms of one name"}],"decisions":[]}],"next":"3100_k-1_k-2"}
        """;

    private const string Decision = """
        {"id":"j-1","left":"k-1","right":"k-2","verdict":"not-same","reason":"twins","by":"person:r","organisation":"w","at":"2026-03-01T10:00:00Z","model":"person-0","conflict":true}
        """;

    [Fact]
    public async Task Show_HasWarningsFirst_ConflictsSourcesAndTimes_AndSaysWhatMayBeMissing()
    {
        await using AnsweringServer server = new(_ => (200, View));

        ParleyProcess shown = await RunAsync(server, "show", "k-1", "--reason", "log 77");

        Assert.Equal(
            """
            Margaret Okoro  Person  i-1  2 records
            markings  OFFICIAL
            shared by too many to join  telephone 07700900123
            warnings  has-warning  WarningMarker VI  k-9  cornerstone 2026-03-01
            givenNames  CONFLICT
              Margaret  beacon 2026-03-01
              Peggy  cornerstone 2026-03-02
            events  2026-03-01T09:00:00Z  suspect  Incident WX-1  k-7  beacon 2026-03-02

            """,
            shown.Output);
        Assert.Contains("records may be missing", shown.Error, StringComparison.Ordinal);
        Assert.Equal(0, shown.ExitCode);
    }

    [Theory]
    [InlineData("log 77", "log 77")]
    [InlineData("Müller – naïve", "UTF-8''M%C3%BCller%20%E2%80%93%20na%C3%AFve")]
    [InlineData("50% 'sure'", "50% 'sure'")]
    [InlineData("UTF-8''x", "UTF-8''UTF-8%27%27x")]
    public async Task Reason_InAnyScript_TravelsInAHeader(string reason, string header)
    {
        await using AnsweringServer server = new(_ => (200, View));

        Assert.Equal(0, (await RunAsync(server, "show", "k-1", "--reason", reason)).ExitCode);

        Assert.Equal(header, Assert.Single(server.Reasons));
    }

    [Fact]
    public async Task ReviewList_ShowsPairsWithTheirBars()
    {
        await using AnsweringServer server = new(_ => (200, Queue));

        ParleyProcess shown = await RunAsync(server, "review", "list");

        Assert.Equal(
            """
            Margaret Okoro (beacon, known 2026-03-01) | Peggy Okoro (cornerstone, known 2026-03-02)
            k-1  k-2  3.1 bits
                +3.6  given-name: two forms of one name (MARGARET | PEGGY)

            """,
            shown.Output);
        Assert.Contains("--after 3100_k-1_k-2", shown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReviewDecide_SendsVerdictAndRationale_AndShowsTheConflict()
    {
        await using AnsweringServer server = new(_ => (201, Decision));

        ParleyProcess decided = await RunAsync(server, "review", "decide", "k-1", "k-2", "--verdict", "not-same", "--reason", "twins");

        Assert.Equal("""{"left":"k-1","right":"k-2","verdict":"not-same","reason":"twins"}""", Assert.Single(server.Requests).Body);
        Assert.Equal("j-1  not-same  by person:r: twins  CONFLICT\n", decided.Output);
        Assert.Equal(2, (await RunAsync(server, "review", "decide", "k-1", "k-2", "--verdict", "not-same")).ExitCode);
        Assert.Equal(2, (await RunAsync(server, "review", "undo")).ExitCode);
        Assert.Equal(2, (await RunAsync(server)).ExitCode);
    }

    [Fact]
    public async Task Neighbourhood_WritesAnotherFormatAsItIs()
    {
        await using AnsweringServer server = new(_ => (200, "<graphml/>"));

        ParleyProcess shown = await RunAsync(server, "neighbourhood", "k-1", "--format", "graphml");

        Assert.Equal((0, "<graphml/>"), (shown.ExitCode, shown.Output));
    }

    private static Task<ParleyProcess> RunAsync(AnsweringServer server, params string[] arguments) => ParleyProcess.RunInAsync(
        Path.GetTempPath(), null, new Dictionary<string, string> { ["PARLEY_KEY"] = "not-a-real-key" },
        ["identity", .. arguments, .. arguments.Length > 0 ? new[] { "--server", server.Address } : []]);
}
