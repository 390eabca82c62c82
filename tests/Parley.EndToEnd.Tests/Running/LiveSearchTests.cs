using System.Diagnostics;
using System.Text.Json.Nodes;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Running;

/// <summary>The sample estate's programs are asked live, each in its own language: with all well, and with one down, one slow and one that answers rubbish.</summary>
public sealed class LiveSearchTests
{
    private const string Mark = "WX32ABD";

    private static readonly string[] s_roles = ["cornerstone", "roadside", "natfeed", "ledgerline", "casewright"];

    [Fact]
    public async Task Systems_AreAskedInTheirOwnLanguages_AndEachFaultIsSaidWithinTheDeadline()
    {
        Assert.SkipUnless(WexshireEstate.IsThere, "The sample estate is not built.");
        await using WexshireEstate estate = await WexshireEstate.StartAsync(s_roles);
        await TellAllAsync(estate);

        JsonNode well = await SearchAsync(estate, $$"""{"registration":"{{Mark}}","types":["Vehicle"],"live":{"deadline":10} }""");
        Assert.Equal(
            ["casewright not-asked ASK109", "cornerstone answered ", "ledgerline answered ", "natfeed answered ", "roadside answered "],
            Outcomes(well));
        Assert.Equal(["cornerstone", "ledgerline", "natfeed", "roadside"], Systems(well));
        Assert.All(well["results"]!.AsArray(), r => Assert.Equal(Mark, r!["attributes"]!["registration"]!.ToString()));

        // What the agreement with the bureau does not list is not there, though its line has it.
        JsonNode person = await SearchAsync(estate, """{"familyName":"Grimsditch","dateOfBirth":"1987-03-14","types":["Person"],"live":{"deadline":10} }""");
        Assert.Equal(["casewright", "cornerstone", "ledgerline", "natfeed"], Systems(person));
        Assert.DoesNotContain(person["results"]!.AsArray(), r => r!["system"]!.ToString() is "natfeed" or "ledgerline" && r["attributes"]!["heightCm"] is not null);

        // Without a purpose and a reason nobody else is asked.
        JsonNode aimless = (await estate.CallAsync(HttpMethod.Post, "/v1/search", $$"""{"registration":"{{Mark}}","live":true}""")).Json!;
        Assert.Contains("natfeed not-asked ASK106", Outcomes(aimless));
        Assert.Contains("ledgerline not-asked ASK106", Outcomes(aimless));

        await estate.KillAsync("cornerstone");
        await estate.FailAsync("roadside", "slow", 4000);
        await estate.FailAsync("natfeed", "rubbish");
        long began = Stopwatch.GetTimestamp();
        JsonNode ill = await SearchAsync(estate, $$"""{"registration":"{{Mark}}","types":["Vehicle"],"live":{"deadline":1.5} }""");
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(3.5), $"{Stopwatch.GetElapsedTime(began)}");
        Assert.Equal(
            ["casewright not-asked ASK109", "cornerstone failed ASK103", "ledgerline answered ", "natfeed failed ASK105", "roadside late ASK101"],
            Outcomes(ill));
        Assert.Equal(["ledgerline"], Systems(ill));
        Assert.Equal(["roadside"], Systems(await LaterAsync(estate, ill["live"]!["id"]!.ToString())));
        Assert.Equal("0", (await estate.CallAsync(HttpMethod.Post, "/v1/search", $$"""{"registration":"{{Mark}}"}""", "prevention", "x")).Json!["count"]!.ToString());

        await estate.FailAsync("roadside", "none");
        ParleyProcess cli = await estate.ParleyAsync(
            "search", "--live", "--registration", Mark, "--type", "Vehicle", "--purpose", "prevention", "--reason", "vehicle stopped", "--deadline", "10");
        Assert.Equal(0, cli.ExitCode);
        Assert.Contains("registration: WX32ABD", cli.Output, StringComparison.Ordinal);
        Assert.Contains("cornerstone: failed, ASK103", cli.Error, StringComparison.Ordinal);
        Assert.Contains("roadside: answered, 1 records", cli.Error, StringComparison.Ordinal);
    }

    internal static async Task TellAllAsync(WexshireEstate estate)
    {
        await estate.TellAsync("cornerstone", "/occurrences", "application/xml", WexshireEstate.Message("cornerstone", "occurrence", "burglary.xml"));
        await estate.TellAsync("natfeed", "/feed", "text/plain", WexshireEstate.Message("natfeed", "record", "burglary.txt"));
        await estate.TellAsync("ledgerline", "/ledger", "application/xml", WexshireEstate.Message("ledgerline", "report", "burglary.xml"));
        await estate.TellAsync("casewright", "/api/cases", "application/json", WexshireEstate.Message("casewright", "case", "burglary.json"));
        await estate.TellAsync("roadside", "/stops", "application/json", WexshireEstate.Message("roadside", "vehicle-stop", "speeding.json").Replace("WX39 TUY", "WX32 ABD", StringComparison.Ordinal));
    }

    private static async Task<JsonNode> SearchAsync(WexshireEstate estate, string body)
    {
        (int status, JsonNode? json) = await estate.CallAsync(HttpMethod.Post, "/v1/search", body, "prevention", "vehicle stopped, log 77");
        Assert.True(status == 200, json?.ToJsonString());
        return json!;
    }

    private static async Task<JsonNode> LaterAsync(WexshireEstate estate, string id)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        while (true)
        {
            (int status, JsonNode? later) = await estate.CallAsync(HttpMethod.Get, $"/v1/searches/{id}", null, "prevention", "vehicle stopped, log 77");
            Assert.Equal(200, status);
            if (later!["live"]!["done"]!.GetValue<bool>())
            {
                return later;
            }

            await Task.Delay(100, patience.Token);
        }
    }

    private static IEnumerable<string> Outcomes(JsonNode answer) => answer["live"]!["systems"]!.AsArray().Select(s => $"{s!["system"]} {s["outcome"]} {s["code"]}").Order(StringComparer.Ordinal);

    private static IEnumerable<string> Systems(JsonNode answer) => answer["results"]!.AsArray().Select(r => r!["system"]!.ToString()).Distinct().Order(StringComparer.Ordinal);
}
