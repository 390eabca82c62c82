using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

public sealed class ExceptionsTests(KeeperEstate estate) : IClassFixture<KeeperEstate>
{
    [Fact]
    public async Task Exception_IsTakenCorrectedAndSentOn()
    {
        await SendAsync("WX-2");

        ParleyProcess list = await estate.ParleyAsync("exceptions", "list", "--whose", "source");
        string id = list.Output.Split('\n')[1].Split(' ')[0];
        Assert.StartsWith("e-", id, StringComparison.Ordinal);
        Assert.Equal(0, (await estate.ParleyAsync("exceptions", "claim", id)).ExitCode);
        Assert.Contains("operator:keeper until", (await estate.ParleyAsync("exceptions", "show", id)).Output, StringComparison.Ordinal);
        ParleyProcess other = await estate.AsAsync(KeeperEstate.Alpha, estate.Address, "exceptions", "release", id);
        Assert.Equal(4, other.ExitCode);
        Assert.Contains("EXC001", other.Error, StringComparison.Ordinal);

        ParleyProcess shown = await estate.ParleyAsync("exceptions", "show", id, "--reason", "to put it right");
        Assert.Contains("'yesterday'", shown.Output, StringComparison.Ordinal);
        string field = shown.Output.Split('\n').Single(l => l.Contains("incident.reportedAt", StringComparison.Ordinal) && l.StartsWith("1:", StringComparison.Ordinal)).Split(' ')[0];
        ParleyProcess faulty = await estate.ParleyAsync("exceptions", "correct", id, "--set", field + "=tomorrow", "--reason", "r");
        Assert.Equal((4, true), (faulty.ExitCode, faulty.Error.Contains("EXC003", StringComparison.Ordinal)));
        ParleyProcess sent = await estate.ParleyAsync("exceptions", "correct", id, "--set", field + "=2026-03-01T10:00:00Z", "--reason", "rang back", "--resubmit");
        Assert.Equal(0, sent.ExitCode);
        Assert.Contains("x-", sent.Output, StringComparison.Ordinal);

        Assert.Contains("corrected", (await estate.ParleyAsync("exceptions", "show", id)).Output, StringComparison.Ordinal);
        Assert.Contains("TRN202", (await estate.ParleyAsync("exceptions", "statistics")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bulk_ShowsFirst_AndDoesWhatWasShown()
    {
        await SendAsync("WX-3");

        ParleyProcess shown = await estate.ParleyAsync("exceptions", "bulk", "discard", "--system", "alpha", "--reason", "a test run");
        string token = shown.Error.Split("--confirm ")[1].Trim();
        Assert.Contains("is set aside", shown.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await estate.ParleyAsync("exceptions", "bulk", "--confirm", token)).ExitCode);
        Assert.Equal(4, (await estate.ParleyAsync("exceptions", "bulk", "--confirm", token)).ExitCode);
        Assert.Equal(2, (await estate.ParleyAsync("exceptions", "bulk", "discard", "--reason", "r")).ExitCode);
        Assert.Equal(2, (await estate.ParleyAsync("exceptions")).ExitCode);
    }

    [Fact]
    public async Task Discard_WithAReason_SetsAside_AndWhatCannotBeSentIsNotOffered()
    {
        await SendAsync("WX-4");
        string id = (string)(await estate.ParleyAsync("exceptions", "list", "--json")).Json["exceptions"]!.AsArray().Single(e => (string?)e!["status"] == "open")!["id"]!;

        ParleyProcess preview = await estate.ParleyAsync("exceptions", "bulk", "resubmit", "--exception", id);
        Assert.Equal((1, false), (preview.ExitCode, preview.Error.Contains("--confirm", StringComparison.Ordinal)));
        Assert.Equal(2, (await estate.ParleyAsync("exceptions", "discard", id)).ExitCode);
        ParleyProcess discarded = await estate.ParleyAsync("exceptions", "discard", id, "--reason", "a test message");

        Assert.Equal(0, discarded.ExitCode);
        Assert.Matches($"{id} +discarded ", discarded.Output);
        Assert.Contains("a test message", (await estate.ParleyAsync("exceptions", "show", id)).Output, StringComparison.Ordinal);
    }

    private async Task SendAsync(string reference)
    {
        estate.Folder.With($"{reference}.json", SmallEstate.BadMessage.Replace("WX-2", reference, StringComparison.Ordinal));
        await estate.AsAsync(KeeperEstate.Alpha, estate.Address, "send", "alpha/incident", $"{reference}.json");
    }
}
