using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

/// <summary>What the commands over records, holds, retention and evidence say when they are misused, refused, or cannot reach the server.</summary>
public sealed class KeeperMisuseTests(KeeperEstate estate) : IClassFixture<KeeperEstate>
{
    [Theory]
    [InlineData(2, "parley: --reason is needed: why; kept in the ledger", "records", "withdraw", "x-1m80nrkpf0000")]
    [InlineData(2, "parley: name the exchange, or --subject and --reference", "records", "withdraw", "--reason", "r")]
    [InlineData(2, "parley: --file is needed: the corrected message", "records", "correct", "x-1m80nrkpf0000", "--reason", "r")]
    [InlineData(2, "parley: there is no file nothing.json", "records", "correct", "x-1m80nrkpf0000", "--reason", "r", "--file", "nothing.json")]
    [InlineData(4, "refused 404 SRV003: There is no exchange 'x-nothing' that this caller may see.", "records", "erase", "x-nothing", "--reason", "r")]
    [InlineData(4, "refused 404 SRV003: There is no notice 'n-nothing' that this caller may see.", "records", "confirm", "n-nothing")]
    [InlineData(2, "parley: --reason is needed: why; kept in the ledger", "hold", "place", "--reference", "WX-1")]
    [InlineData(2, "parley: <hold> is missing: the hold", "hold", "end", "--reason", "r")]
    [InlineData(4, "refused 400 ERA003: Give either 'exchange', or 'reference' with or without 'type'.", "hold", "place", "--reason", "r")]
    [InlineData(4, "refused 404 SRV003: There is no exchange 'x-nothing'.", "hold", "place", "--exchange", "x-nothing", "--reason", "r")]
    [InlineData(2, "parley: <review> is missing: the review", "retention", "decide", "--reason", "r")]
    [InlineData(2, "parley: <decision> is missing: keep or erase", "retention", "decide", "r-0", "--reason", "r")]
    [InlineData(2, "parley: --reason is needed: why; kept with the review and in the ledger", "retention", "decide", "r-0", "keep")]
    [InlineData(4, "refused 404 SRV003: There is no review 'r-01hzy3k7w9abc'.", "retention", "decide", "r-01hzy3k7w9abc", "keep", "--reason", "r")]
    [InlineData(2, "parley: say --exchange, --subject, or --from and --to", "ledger", "pack")]
    [InlineData(2, "parley: name the subject as SYSTEM/TYPE/KEY", "ledger", "pack", "--subject", "alpha/Incident")]
    [InlineData(4, "refused 400 SRV008: 'x-nothing' is not the identifier of an exchange, which begins with x-.", "ledger", "pack", "--exchange", "x-nothing")]
    [InlineData(4, "refused 400 SRV008: 'yesterday' is not a time; from wants one such as 2026-11-22", "ledger", "pack", "--from", "yesterday", "--to", "2027-01-01")]
    [InlineData(2, "parley: parley.yaml is there already", "ledger", "pack", "--exchange", "x-nothing", "--out", "parley.yaml")]
    [InlineData(2, "parley: parley.yaml is there already", "ledger", "export", "--out", "parley.yaml")]
    [InlineData(2, "parley: there is no folder /nowhere", "ledger", "export", "/nowhere", "--out", "ledger.jsonl")]
    public async Task Command_MisusedOrOfWhatIsNotThere_SaysSoOnStandardError_AndByItsExitCode(int exit, string error, params string[] args)
    {
        ParleyProcess process = await estate.ParleyAsync(args);

        Assert.Equal((exit, ""), (process.ExitCode, process.Output));
        Assert.StartsWith(error, process.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(estate.Folder.Path, "ledger.jsonl")));
    }

    [Theory]
    [InlineData("list\tmore\t--status\tlate", 2)]
    [InlineData("claim", 2)]
    [InlineData("give\tnothing.json", 2)]
    [InlineData("complete\tt-0000000000000\t--answer\tno json", 2)]
    [InlineData("claim\tt-0000000000000", 4)]
    [InlineData("reassign\tt-0000000000000\t--group\tofficer", 2)]
    public async Task Tasks_Misused_SayByTheirExitCode(string words, int code) => Assert.Equal(code, (await estate.ParleyAsync(["tasks", .. words.Split('\t')])).ExitCode);

    [Fact]
    public async Task Keys_WithoutTheRight_AndServersThatAreNotThere_HaveTheirExitCodes()
    {
        ParleyProcess wrong = await estate.AsAsync("wrong", estate.Address, "hold", "list");
        ParleyProcess system = await estate.AsAsync(KeeperEstate.Alpha, estate.Address, "hold", "list");
        ParleyProcess nowhere = await estate.AsAsync(KeeperEstate.Keeper, "http://127.0.0.1:9", "records", "notices");

        Assert.Equal((4, 4, 3), (wrong.ExitCode, system.ExitCode, nowhere.ExitCode));
        Assert.StartsWith("refused 401 SRV001: ", wrong.Error, StringComparison.Ordinal);
        Assert.StartsWith("refused 403 SRV002: ", system.Error, StringComparison.Ordinal);
        Assert.StartsWith("parley: http://127.0.0.1:9/ cannot be reached: ", nowhere.Error, StringComparison.Ordinal);
    }
}
