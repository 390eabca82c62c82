using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

public sealed class SearchTests
{
    private const string Found = """
        {"count":1,"more":false,"complete":true,"results":[{"id":"k-1","type":"Person","system":"beacon","knownAt":"2026-03-01T10:00:00Z","bits":11.8,
        "reasons":[{"field":"family-name","agreement":"close","value":"SMYTHE","bits":4.91},{"field":"date-of-birth","agreement":"swapped","value":"11/02/1980","bits":6.91}],
        "attributes":{"familyName":"Smythe","givenNames":["Jonathan","Paul"]},"links":[]}],"facets":{"type":{"Person":1},"system":{"beacon":1}}}
        """;

    private const string Nothing = """{"count":0,"more":false,"complete":false,"results":[],"facets":{"type":{},"system":{}}}""";

    [Fact]
    public async Task Search_ShowsResultsWithTheirReasons_AndSendsWhatWasAsked()
    {
        await using AnsweringServer server = new(_ => (200, Found));

        ParleyProcess search = await SearchAsync(
            server, "seen", "there", "--family", "Smyth", "--born", "1980-11-02", "-a", "colour=blue", "-t", "Person", "--near", "52.2,-1.5", "--purpose", "investigation", "--reason", "log 77");

        Assert.Equal(
            """
              11.8  Person  k-1  beacon, known 2026-03-01T10:00:00Z
                    familyName: Smythe, givenNames: Jonathan Paul
                      +4.9  family-name close: SMYTHE
                      +6.9  date-of-birth swapped: 11/02/1980

            """,
            search.Output);
        Assert.Equal(0, search.ExitCode);
        string body = Assert.Single(server.Requests).Body;
        Assert.Equal(
            """{"familyName":"Smyth","dateOfBirth":"1980-11-02","text":"seen there","types":["Person"],"attributes":{"colour":"blue"},"near":{"latitude":52.2,"longitude":-1.5,"metres":1000},"limit":20}""",
            body);
    }

    [Fact]
    public async Task Search_ThatFindsNothing_EndsWithOne_AndSaysWhatMayBeMissing()
    {
        await using AnsweringServer server = new(_ => (200, Nothing));

        ParleyProcess search = await SearchAsync(server, "nobody");

        Assert.Equal((1, ""), (search.ExitCode, search.Output));
        Assert.Contains("not yet filled", search.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_Live_SaysOfEachSystemWhatItDid_AndAddsWhatComesLater()
    {
        const string First = """
            {"count":0,"more":false,"complete":true,"results":[],"facets":{},"live":{"id":"q-1","done":false,"systems":[{"system":"beacon","outcome":"late","records":0,"code":"ASK101",
            "title":"The system has not answered in time"},{"system":"natfeed","outcome":"refused","records":0,"code":"ASK106","title":"More is demanded","why":"It demands the reason."}]}}
            """;
        const string Later = """
            {"count":1,"more":false,"complete":true,"results":[{"id":"k-1","type":"Person","system":"beacon","knownAt":"2026-03-01T10:00:00Z","live":true,"bits":4.9,"reasons":[],"attributes":{"familyName":"Smythe"},
            "links":[]}],"facets":{},"live":{"id":"q-1","done":true,"systems":[{"system":"beacon","outcome":"answered","late":true,"records":1},{"system":"natfeed","outcome":"refused","records":0,"code":"ASK106",
            "title":"More is demanded","why":"It demands the reason."}]}}
            """;
        await using AnsweringServer server = new(path => (200, path == "/v1/searches/q-1" ? Later : First));

        ParleyProcess search = await SearchAsync(server, "--family", "Smythe", "--ask", "beacon", "--ask", "natfeed", "--deadline", "1.5", "--late", "--reason", "log 77");

        Assert.Equal(0, search.ExitCode);
        Assert.Equal("""{"familyName":"Smythe","live":{"systems":["beacon","natfeed"],"deadline":1.5},"limit":20}""", server.Requests[0].Body);
        Assert.Contains("Person  k-1  beacon", search.Output, StringComparison.Ordinal);
        Assert.Contains("beacon: answered late, 1 records", search.Error, StringComparison.Ordinal);
        Assert.Contains("natfeed: refused, ASK106 More is demanded: It demands the reason.", search.Error, StringComparison.Ordinal);
        Assert.Contains("1 found", search.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_WithNoPair_IsWrongUse()
    {
        await using AnsweringServer server = new(_ => (200, Nothing));

        Assert.Equal(2, (await SearchAsync(server, "-a", "colour")).ExitCode);
    }

    private static Task<ParleyProcess> SearchAsync(AnsweringServer server, params string[] arguments) => ParleyProcess.RunInAsync(
        Path.GetTempPath(), null, new Dictionary<string, string> { ["PARLEY_KEY"] = "not-a-real-key" }, ["search", .. arguments, "--server", server.Address]);
}
