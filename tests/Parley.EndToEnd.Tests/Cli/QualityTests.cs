using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

public sealed class QualityTests
{
    private const string Summary = """
        {"sources":[{"system":"beacon","records":200,"sound":194,"score":97.0,
        "days":[{"day":"2026-03-01","records":200,"sound":194,"score":97.0,"incomplete":6,"invalid":0,"unmapped":0,"stale":0,"duplicate":0,"conflict":0}],
        "open":[{"code":"DIC451","kind":"incomplete","task":"source","count":6}]}]}
        """;

    private const string Findings = """
        {"findings":[{"id":"q-1","code":"QUA001","kind":"duplicate","task":"source","system":"beacon","type":"Person","record":"k-1","other":"k-2","otherSystem":"beacon","exchange":"x-1","opened":"2026-03-01T10:00:00Z"}]}
        """;

    [Fact]
    public async Task Quality_ShowsScoresAndWhatIsOpen()
    {
        await using AnsweringServer server = new(_ => (200, Summary));

        ParleyProcess quality = await QualityAsync(server, "--system", "beacon", "--days", "7");

        Assert.Equal(
            """
            beacon   97.0 % of 200
              2026-03-01   97.0 % of 200
                   6 open  DIC451  incomplete, task of the source

            """,
            quality.Output);
        Assert.Equal("/v1/quality?days=7&system=beacon", Assert.Single(server.Addresses));
    }

    [Fact]
    public async Task Findings_AreListed()
    {
        await using AnsweringServer server = new(_ => (200, Findings));

        ParleyProcess quality = await QualityAsync(server, "--findings", "--kind", "duplicate", "--task", "source");

        Assert.Contains("QUA001", quality.Output, StringComparison.Ordinal);
        Assert.Contains("k-2", quality.Output, StringComparison.Ordinal);
        Assert.Equal("/v1/quality/findings?limit=50&kind=duplicate&task=source", Assert.Single(server.Addresses));
    }

    private static Task<ParleyProcess> QualityAsync(AnsweringServer server, params string[] arguments) => ParleyProcess.RunInAsync(
        Path.GetTempPath(), null, new Dictionary<string, string> { ["PARLEY_KEY"] = "not-a-real-key" }, ["quality", .. arguments, "--server", server.Address]);
}
