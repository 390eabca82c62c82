using System.Diagnostics;
using System.Text.Json.Nodes;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Running;

/// <summary>The sample processes that ask the estate's real programs at once: a stopped vehicle, and a firearms licence.</summary>
public sealed class AskingProcessTests
{
    private const int Rounds = 3;

    [Fact]
    public async Task VehicleStopped_IsAnsweredForTheRoadsideWithinTwoSeconds_WithOneSystemDown()
    {
        Assert.SkipUnless(WexshireEstate.IsThere, "The sample estate is not built.");
        await using WexshireEstate estate = await WexshireEstate.StartAsync("cornerstone", "roadside", "natfeed", "ledgerline", "casewright");
        await LiveSearchTests.TellAllAsync(estate);

        (JsonNode whole, _) = await BestAsync(estate, "vehicle-stopped", """{"registration":"WX32 ABD","stop":"RS26-000200"}""");
        await estate.KillAsync("natfeed");
        (JsonNode lacking, TimeSpan took) = await BestAsync(estate, "vehicle-stopped", """{"registration":"WX32ABD","stop":"RS26-000201"}""");

        Assert.Equal("used in crime", whole["output"]!["advice"]!.ToString());
        Assert.Empty(whole["output"]!["silent"]!.AsArray());
        Assert.Equal(["cornerstone Ford", "natfeed FORD", "roadside BMW"], whole["output"]!["vehicle"]!.AsArray().Select(v => $"{v!["system"]} {v["make"]}").Order(StringComparer.Ordinal));
        Assert.Equal(["cornerstone", "natfeed", "roadside"], Systems(whole["output"]!["known"]!));
        Assert.Equal("used in crime", lacking["output"]!["advice"]!.ToString());
        Assert.Equal(["natfeed"], Systems(lacking["output"]!["silent"]!));
        Assert.Equal(["cornerstone", "roadside"], Systems(lacking["output"]!["known"]!));
        Assert.True(took < TimeSpan.FromSeconds(2), $"{took}");
        TestContext.Current.TestOutputHelper?.WriteLine($"with one system down: {took.TotalMilliseconds:0} ms");
    }

    [Fact]
    public async Task FirearmsLicence_IsAnsweredWithinASecond_OrHandedToAPerson()
    {
        Assert.SkipUnless(WexshireEstate.IsThere, "The sample estate is not built.");
        await using WexshireEstate estate = await WexshireEstate.StartAsync("cornerstone", "roadside", "natfeed", "ledgerline", "casewright");
        await LiveSearchTests.TellAllAsync(estate);

        (JsonNode clear, TimeSpan took) = await BestAsync(estate, "firearms-licence", Applicant("FL-1", "Quillfeather", "Ada", "1970-01-02"));
        JsonNode known = await RunAsync(estate, Applicant("FL-2", "Grimsditch", "Kieran", "1987-03-14"));
        await estate.FailAsync("ledgerline", "slow", 3000);
        JsonNode silent = await RunAsync(estate, Applicant("FL-3", "Quillfeather", "Ada", "1970-01-02"));

        Assert.Equal(("no trace", "rules"), (clear["output"]!["answer"]!.ToString(), clear["output"]!["by"]!.ToString()));
        Assert.True(took < TimeSpan.FromSeconds(1), $"{took}");

        // The machine answers neither who is known nor what one system leaves open: both stand with a person.
        Assert.All([known, silent], i => Assert.Contains("/do/3/person", i.ToJsonString(), StringComparison.Ordinal));
        Assert.All([known, silent], i => Assert.Equal("waiting", i["status"]!.ToString()));
        TestContext.Current.TestOutputHelper?.WriteLine($"answered by rules: {took.TotalMilliseconds:0} ms");
    }

    // The quickest of some: the others pay for code that runs for the first time, and for what else the machine does.
    private static async Task<(JsonNode Instance, TimeSpan Took)> BestAsync(WexshireEstate estate, string process, string input)
    {
        (JsonNode? best, TimeSpan took) = (null, TimeSpan.MaxValue);
        for (int i = 0; i < Rounds; i++)
        {
            long began = Stopwatch.GetTimestamp();
            JsonNode instance = await RunAsync(estate, input, process);
            TimeSpan one = Stopwatch.GetElapsedTime(began);
            if (instance["status"]!.ToString() == "completed" && one < took)
            {
                (best, took) = (instance, one);
            }
        }

        Assert.NotNull(best);
        return (best, took);
    }

    private static async Task<JsonNode> RunAsync(WexshireEstate estate, string input, string process = "firearms-licence")
    {
        (int status, JsonNode? started) = await estate.CallAsync(HttpMethod.Post, $"/v1/processes/{process}/instances", input);
        Assert.True(status == 201, started?.ToJsonString());
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        while (true)
        {
            JsonNode instance = (await estate.CallAsync(HttpMethod.Get, $"/v1/processes/instances/{started!["instance"]}")).Json!;
            if (instance["status"]!.ToString() is "completed" or "faulted" || instance.ToJsonString().Contains("/do/3/person", StringComparison.Ordinal))
            {
                return instance;
            }

            await Task.Delay(20, patience.Token);
        }
    }

    private static string Applicant(string application, string family, string given, string born) =>
        $$"""{"application":"{{application}}","familyName":"{{family}}","givenNames":"{{given}}","dateOfBirth":"{{born}}"}""";

    private static IEnumerable<string> Systems(JsonNode list) => list.AsArray().Select(k => k!["system"]!.ToString()).Distinct().Order(StringComparer.Ordinal);
}
