using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

/// <summary>The commands that act on what was exchanged, and take evidence of it, against a real server.</summary>
public sealed partial class RecordsAndHoldsTests : IAsyncLifetime
{
    private readonly KeeperEstate _estate = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _estate.InitializeAsync();

    public ValueTask DisposeAsync() => _estate.DisposeAsync();

    [Fact]
    public async Task Withdrawing_TellsWhoWasGivenIt_AndTheNoticesAreListedAndConfirmed()
    {
        string exchange = await DeliveredAsync("WX-1");

        ParleyProcess withdrawn = await ParleyAsync("records", "withdraw", exchange, "--reason", "entered against the wrong person");

        Assert.Equal((0, ""), (withdrawn.ExitCode, withdrawn.Error));
        string[] lines = withdrawn.Output.TrimEnd('\n').Split('\n');
        Assert.Matches("^ID +STATUS +ACTION +RECIPIENT +CHANNEL +EXCHANGE +DUE$", lines[0]);
        Match notice = NoticeLine().Match(Assert.Single(lines[1..]));
        Assert.True(notice.Success, withdrawn.Output);
        Assert.Equal(("withdraw", exchange), (notice.Groups["act"].Value, notice.Groups["exchange"].Value));

        string id = notice.Groups["id"].Value;
        Assert.Contains(id, (await ParleyAsync("records", "notices", "--status", "open")).Output, StringComparison.Ordinal);
        ParleyProcess confirmed = await ParleyAsync("records", "confirm", id, "--json");
        Assert.Equal((0, "confirmed"), (confirmed.ExitCode, (string?)confirmed.Json["status"]));
        ParleyProcess none = await ParleyAsync("records", "notices", "--status", "open");
        Assert.Equal((0, "", "parley: there are no notices\n"), (none.ExitCode, none.Output, none.Error));
        Assert.Empty((await ParleyAsync("records", "notices", "--status", "open", "--json")).Json["notices"]!.AsArray());
        Assert.Equal("withdrawn", (string?)(await ParleyAsync("trace", exchange, "--json")).Json["status"]);
    }

    [Fact]
    public async Task Correcting_SendsTheCorrectedMessage_AndNeedsOneThatCanBeRead()
    {
        string exchange = await DeliveredAsync("WX-1");
        _estate.Folder.With("good.json", SmallEstate.Message.Replace("window", "door", StringComparison.Ordinal)).With("bad.json", SmallEstate.BadMessage);

        ParleyProcess bad = await ParleyAsync("records", "correct", exchange, "--file", "bad.json", "--reason", "wrong thing");
        ParleyProcess good = await ParleyAsync("records", "correct", exchange, "--file", "good.json", "--reason", "wrong thing", "--json");

        Assert.Equal((4, ""), (bad.ExitCode, bad.Output));
        Assert.Contains("yesterday", bad.Error, StringComparison.Ordinal);
        Assert.Equal((0, "correct", "beta"), (good.ExitCode, (string?)good.Json["act"]!["action"], (string?)good.Json["notices"]![0]!["recipient"]));
        await UntilAsync(() => Directory.GetFiles(Path.Combine(_estate.Folder.Path, "out")).Any(f => File.ReadAllText(f).Contains("A door is broken.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Regrading_TakesAMarkingOfTheDictionary_AndNoOther()
    {
        string exchange = await DeliveredAsync("WX-1");

        ParleyProcess good = await ParleyAsync("records", "regrade", exchange, "--marking", "official-sensitive", "--reason", "source at risk", "--json");
        ParleyProcess unknown = await ParleyAsync("records", "regrade", exchange, "--marking", "nonsense", "--reason", "source at risk");
        ParleyProcess none = await ParleyAsync("records", "regrade", exchange, "--reason", "source at risk");

        Assert.Equal((0, "OFFICIAL-SENSITIVE"), (good.ExitCode, (string?)good.Json["act"]!["marking"]));
        Assert.Equal((4, 4), (unknown.ExitCode, none.ExitCode));
        Assert.StartsWith("refused 400 ERA003: 'nonsense' is not a marking; those are OFFICIAL", unknown.Error, StringComparison.Ordinal);
        Assert.StartsWith("refused 400 ERA003: Give 'marking'", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Holds_ArePlacedListedAndEnded_AndWinOverErasure()
    {
        string exchange = await DeliveredAsync("WX-1");
        string other = await DeliveredAsync("WX-2");
        ParleyProcess empty = await ParleyAsync("hold", "list");
        Assert.Equal((0, "", "parley: there are no holds\n"), (empty.ExitCode, empty.Output, empty.Error));

        ParleyProcess placed = await ParleyAsync("hold", "place", "--reference", "WX-1", "--reason", "CPIA: trial pending");
        Assert.Equal((0, ""), (placed.ExitCode, placed.Error));
        Assert.Matches("^ID +STATUS +ON +REFERENCE +BY +PLACED +REASON\nh-[0-9a-z]+ +in-force +reference +WX-1 +operator:keeper +[0-9-]+ [0-9:]+Z +CPIA: trial pending\n$", placed.Output);
        string hold = (string)(await ParleyAsync("hold", "list", "--json")).Json["holds"]![0]!["id"]!;

        ParleyProcess one = await ParleyAsync("records", "erase", exchange, "--reason", "request of the subject");
        ParleyProcess all = await ParleyAsync("records", "erase", "--subject", "Incident", "--reference", "WX-1", "--reason", "request of the subject");
        ParleyProcess free = await ParleyAsync("records", "erase", "--subject", "Incident", "--reference", "WX-2", "--reason", "request of the subject");

        Assert.Equal((4, ""), (one.ExitCode, one.Output));
        Assert.StartsWith($"refused 409 ERA002: {hold} is in force: CPIA: trial pending [", one.Error, StringComparison.Ordinal);
        Assert.Equal((1, ""), (all.ExitCode, all.Output));
        Assert.StartsWith($"parley: {exchange} is kept by a legal hold", all.Error, StringComparison.Ordinal);
        Assert.Equal(0, free.ExitCode);
        Assert.Matches($"^ID +ACTION +EXCHANGE +AT\na-[0-9a-z]+ +erase +{other} +[0-9-]+ [0-9:]+Z\n$", free.Output);

        ParleyProcess ended = await ParleyAsync("hold", "end", hold, "--reason", "acquitted, no appeal", "--json");
        ParleyProcess again = await ParleyAsync("hold", "end", hold, "--reason", "acquitted, no appeal");
        Assert.Equal((0, "ended"), (ended.ExitCode, (string?)ended.Json["status"]));
        Assert.Equal(4, again.ExitCode);
        Assert.StartsWith("refused 409 ERA004: The hold was ended by operator:keeper.", again.Error, StringComparison.Ordinal);
        Assert.Empty((await ParleyAsync("hold", "list")).Output);
        Assert.Contains($"{hold}  ended", (await ParleyAsync("hold", "list", "--all")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await ParleyAsync("records", "erase", exchange, "--reason", "request of the subject")).ExitCode);
    }

    [Fact]
    public async Task LedgerShow_Reason_StandsInTheEntryOfItsReading()
    {
        Assert.Equal(0, (await ParleyAsync("ledger", "show", "--reason", "yearly audit")).ExitCode);

        ParleyProcess shown = await ParleyAsync("ledger", "show", "--reason", "the day after", "--json");

        Assert.Single(shown.Json["entries"]!.AsArray(), e => (string?)e!["entry"]!["reason"] == "yearly audit");
    }

    [Fact]
    public async Task Evidence_IsExportedAndPacked_AndVerifies()
    {
        string exchange = await DeliveredAsync("WX-1");
        string key = (await ParleyAsync("ledger", "key")).Output.Trim().Split('\n')[0];

        ParleyProcess pack = await ParleyAsync("ledger", "pack", "--exchange", exchange, "--reason", "audit 7", "--out", "pack.json");
        ParleyProcess period = await ParleyAsync("ledger", "pack", "--from", "2026-01-01", "--to", "2100-01-01", "--out", "period.json", "--json");
        ParleyProcess subject = await ParleyAsync("ledger", "pack", "--subject", "alpha/Incident/WX-1");
        ParleyProcess export = await ParleyAsync("ledger", "export", "--out", "ledger.jsonl", "--json");

        Assert.Equal((0, ""), (pack.ExitCode, pack.Output));
        Assert.Matches("^[0-9]+ entries written to pack.json\n$", pack.Error);
        Assert.Equal((0, "period.json"), (period.ExitCode, (string?)period.Json["file"]));
        Assert.Equal(0, subject.ExitCode);
        Assert.StartsWith("{\n\"format\":\"parley-evidence-pack/1\",\n", subject.Output, StringComparison.Ordinal);
        Assert.Equal((0, "ledger.jsonl"), (export.ExitCode, (string?)export.Json["file"]));
        Assert.True((int?)export.Json["entries"] >= (int?)period.Json["entries"]);
        foreach (string file in (string[])["pack.json", "period.json", "ledger.jsonl"])
        {
            ParleyProcess good = await ParleyAsync("ledger", "verify", file, "--key", key);
            Assert.True(good is { ExitCode: 0, Error: "" }, good.Error + good.Output);
            Assert.StartsWith("good: ", good.Output, StringComparison.Ordinal);
        }

        _estate.Folder.With("forged.json", (await File.ReadAllTextAsync(Path.Combine(_estate.Folder.Path, "pack.json"), Token)).Replace("system:alpha", "system:beta", StringComparison.Ordinal));
        ParleyProcess forged = await ParleyAsync("ledger", "verify", "forged.json", "--key", key);
        Assert.Equal(1, forged.ExitCode);
        Assert.Contains("LDG003 entry ", forged.Output, StringComparison.Ordinal);
        Assert.Matches("not good: [0-9]+ findings\n$", forged.Output);
    }

    [Fact]
    public async Task Retention_RulesArePrintedInOrder_AndNothingIsDueYet()
    {
        ParleyProcess check = await ParleyAsync("retention", "check");
        ParleyProcess due = await ParleyAsync("retention", "due");

        Assert.Equal(
            """
            RULE      GROUP  TRIGGER                              PERIOD  BASE        ACTION  AGAIN  RESET
            closed    any    Incident grade=scheduled|priority  P6Y     reportedAt  review  P5Y    subject
            the-rest  any                                       P6Y     received    review  P6Y    never

            """.Replace("TRIGGER                              ", "TRIGGER                            ", StringComparison.Ordinal),
            check.Output);
        Assert.Equal(["closed", "the-rest"], (await ParleyAsync("retention", "check", "--json")).Json.AsArray().Select(r => (string?)r!["rule"]));
        Assert.Equal((0, "", "parley: there are no reviews\n"), (due.ExitCode, due.Output, due.Error));
        Assert.Equal((0, 0), ((await ParleyAsync("retention", "due", "--json")).ExitCode, (await ParleyAsync("retention", "due", "--all", "--json")).Json["reviews"]!.AsArray().Count));
    }

    [GeneratedRegex("^(?<id>n-[0-9a-z]+) +open +(?<act>[a-z]+) +beta +task +(?<exchange>x-[0-9a-z]+) +[0-9-]{10} [0-9:]{8}Z$")]
    private static partial Regex NoticeLine();

    private static async Task UntilAsync(Func<bool> holds)
    {
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(20));
        while (!holds())
        {
            await timer.WaitForNextTickAsync(Token);
        }
    }

    private Task<ParleyProcess> ParleyAsync(params string[] args) => _estate.ParleyAsync(args);

    /// <summary>An incident that beta has been given.</summary>
    private async Task<string> DeliveredAsync(string number)
    {
        using HttpClient client = new() { BaseAddress = new Uri(_estate.Address) };
        using HttpRequestMessage request = new(HttpMethod.Post, "/v1/systems/alpha/messages/incident")
        {
            Content = new StringContent(SmallEstate.Message.Replace("WX-1", number, StringComparison.Ordinal), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", KeeperEstate.Alpha);
        using HttpResponseMessage response = await client.SendAsync(request, Token);
        string exchange = (string)JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!["exchange"]!;
        await ParleyAsync("trace", exchange, "--follow");
        return exchange;
    }
}
