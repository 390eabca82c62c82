using System.Text;
using System.Text.Json;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Replays;

public class ReplayTests
{
    /// <summary>The store as parley.yaml names it; each test has one of its own.</summary>
    private protected virtual string NewStore() => "sqlite: store.db";

    [Fact]
    public async Task AsItRan_ComesOutTheSame_ThoughTheWorkspaceHasChanged()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        (string root, string store) = (TestServer.NewFolder(), NewStore());
        string exchange;
        await using (TestServer first = await ReplayEstate.StartAsync(ReplayEstate.Files(records.Address, storage: store), root))
        {
            exchange = (await first.DepositAsync("beacon", DeskEstate.Good)).Exchange;
            await first.UntilStatusAsync(exchange, "delivered");
            await first.StopAsync();
        }

        string changed = ReplayEstate.Event.Replace("words", "said", StringComparison.Ordinal).Replace("dob", "birth", StringComparison.Ordinal);
        await using TestServer server = await ReplayEstate.StartAsync(ReplayEstate.Files(records.Address, eventText: changed, storage: store), root);

        JsonElement replay = (await server.PostAsync("/v1/replays/as-it-ran", $$"""{"exchange":"{{exchange}}"}""")).Json;

        Assert.True(replay.GetProperty("same").GetInt32() == 1, replay.GetRawText());
        Assert.Single(records.Requests);
        Assert.Single((await server.GetAsync("/v1/exchanges")).Json.GetProperty("exchanges").EnumerateArray());
    }

    [Fact]
    public async Task AsItRan_SaysWhatWasStoredOtherwise_AndWhatCannotBeReplayed()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        string root = TestServer.NewFolder();
        await using TestServer server = await ReplayEstate.StartAsync(ReplayEstate.Files(records.Address, storage: NewStore()), root);
        string erased = (await server.DepositAsync("beacon", DeskEstate.Good)).Exchange;
        string held = (await server.DepositAsync("beacon", DeskEstate.Faulty.Replace("WX-1", "WX-2", StringComparison.Ordinal))).Exchange;
        string other = (await server.DepositAsync("beacon", DeskEstate.Good.Replace("WX-1", "WX-9", StringComparison.Ordinal))).Exchange;
        await server.UntilStatusAsync(erased, "delivered");
        await server.UntilStatusAsync(other, "delivered");
        await server.PostAsync($"/v1/exchanges/{erased}/erase", """{"reason":"asked for"}""");
        PublicId.TryParse('x', other, out long key);
        await server.Part<Store>().WriteAsync(new StatementWork(new Statement("UPDATE deliveries SET withheld_reasons = 'SHR101:1' WHERE exchange = $1"), key), CancellationToken.None);

        JsonElement replay = (await server.PostAsync("/v1/replays/as-it-ran", """{"system":"beacon","limit":10}""")).Json;

        Dictionary<string, JsonElement> found = replay.GetProperty("exchanges").EnumerateArray().ToDictionary(e => e.GetProperty("exchange").GetString()!);
        Assert.Contains("erased", found[erased].GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Equal("[]", found[held].GetProperty("differences").GetRawText());
        JsonElement difference = Assert.Single(found[other].GetProperty("differences").EnumerateArray());
        Assert.Equal(("decision", "SHR101:1", ""), (difference.GetProperty("what").GetString(), difference.GetProperty("was").GetString(), difference.GetProperty("now").GetString()));
    }

    [Fact]
    public async Task AsItIsNow_SendsWhatWasHeld_OnceItCanBeRead_AndOnce()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        (string root, string store) = (TestServer.NewFolder(), NewStore());
        string exchange;
        await using (TestServer first = await ReplayEstate.StartAsync(ReplayEstate.Files(records.Address, storage: store), root))
        {
            exchange = (await first.DepositAsync("beacon", ReplayEstate.Third)).Exchange;
            JsonElement cannot = (await first.PostAsync("/v1/replays/as-it-is-now", $$"""{"exchange":"{{exchange}}"}""")).Json;
            Assert.Equal("The message still has faults: TRN202.", cannot.GetProperty("exchanges")[0].GetProperty("outcome").GetString());
            await first.StopAsync();
        }

        string mended = ReplayEstate.Incident.Replace("datetime: \"yyyy-MM-dd'T'HH:mm:ss'Z'\"", "datetime: dd/MM/yyyy", StringComparison.Ordinal);
        await using TestServer server = await ReplayEstate.StartAsync(ReplayEstate.Files(records.Address, mended, storage: store), root);
        JsonElement plan = (await server.PostAsync("/v1/replays/as-it-is-now", """{"status":"held"}""")).Json;
        Assert.Equal("goes to records", Assert.Single(plan.GetProperty("exchanges").EnumerateArray()).GetProperty("outcome").GetString());
        Assert.Empty(records.Requests);
        string token = plan.GetProperty("token").GetString()!;

        JsonElement done = (await server.PostAsync($"/v1/replays/as-it-is-now/{token}", "")).Json;

        Assert.Equal(1, done.GetProperty("done").GetInt32());
        await records.WaitAsync(1);
        Assert.Equal("corrected", (await server.GetAsync($"/v1/exchanges/{exchange}")).Json.GetProperty("status").GetString());
        Assert.Empty((await server.GetAsync("/v1/exceptions")).Json.GetProperty("exceptions").EnumerateArray());
        Assert.Equal(409, (await server.PostAsync($"/v1/replays/as-it-is-now/{token}", "")).Status);
        Assert.Equal(0, (await server.PostAsync("/v1/replays/as-it-is-now", $$"""{"exchange":"{{exchange}}"}""")).Json.GetProperty("can").GetInt32());
        Assert.Contains(
            (await server.GetAsync("/v1/ledger/entries?limit=1000")).Json.GetProperty("entries").EnumerateArray(),
            e => e.GetRawText().Contains("replayed as it is now", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AsItIsNow_GoesOnlyToWhomItDidNotGo()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using StubRecipient court = await StubRecipient.StartAsync();
        (string root, string store) = (TestServer.NewFolder(), NewStore());
        string exchange;
        await using (TestServer first = await ReplayEstate.StartAsync(ReplayEstate.Files(records.Address, storage: store), root))
        {
            exchange = (await first.DepositAsync("beacon", DeskEstate.Good)).Exchange;
            await first.UntilStatusAsync(exchange, "delivered");
            await first.StopAsync();
        }

        await using TestServer server = await ReplayEstate.StartAsync(ReplayEstate.Files(records.Address, court: court.Address, storage: store), root);
        string token = (await server.PostAsync("/v1/replays/as-it-is-now", $$"""{"exchange":"{{exchange}}"}""")).Json.GetProperty("token").GetString()!;
        await server.PostAsync($"/v1/replays/as-it-is-now/{token}", "");

        await court.WaitAsync(1);
        Assert.Single(records.Requests);
        JsonElement again = (await server.PostAsync("/v1/replays/as-it-is-now", $$"""{"exchange":"{{exchange}}"}""")).Json;
        Assert.Equal("There is nobody to whom it did not go and could.", again.GetProperty("exchanges")[0].GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task AsItIsNow_ReplacesAFailedDelivery_AndEndsItsException()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        bool broken = true;
        records.Answer = (_, context) =>
        {
            context.Response.StatusCode = broken ? 422 : 200;
            return Task.CompletedTask;
        };
        await using TestServer server = await ReplayEstate.StartAsync(ReplayEstate.Files(records.Address, storage: NewStore()), TestServer.NewFolder());
        string exchange = (await server.DepositAsync("beacon", DeskEstate.Good)).Exchange;
        await server.UntilStatusAsync(exchange, "failed");
        broken = false;

        JsonElement plan = (await server.PostAsync("/v1/replays/as-it-is-now", $$"""{"exchange":"{{exchange}}"}""")).Json;
        await server.PostAsync($"/v1/replays/as-it-is-now/{plan.GetProperty("token").GetString()}", "");

        await server.UntilStatusAsync(exchange, "delivered");
        Assert.Equal("resent", (await server.GetAsync("/v1/exceptions?status=all")).Json.GetProperty("exceptions")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Shadow_ReportsEachDifference_ByName_WithoutEffect()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await ReplayEstate.StartAsync(
            ReplayEstate.Files(records.Address, eventText: ReplayEstate.Event.Replace("format: json\n", "format: json\nmessage: { sent: { at: sent } }\n", StringComparison.Ordinal), storage: NewStore()), TestServer.NewFolder());
        string exchange = (await server.DepositAsync("beacon", DeskEstate.Good)).Exchange;
        await server.UntilStatusAsync(exchange, "delivered");
        string changed = ReplayEstate.Incident.Replace("\"1\": immediate, \"2\": priority", "\"1\": priority, \"2\": immediate", StringComparison.Ordinal)
            .Replace("familyName: name, ", "", StringComparison.Ordinal);

        TestServer.Answer same = await server.PostAsync("/v1/replays/shadow", Change(ReplayEstate.Incident));
        TestServer.Answer shadow = await server.PostAsync("/v1/replays/shadow", Change(changed));

        Assert.Equal((1, 0), (same.Json.GetProperty("same").GetInt32(), same.Json.GetProperty("differ").GetInt32()));
        string[] found = [.. shadow.Json.GetProperty("exchanges")[0].GetProperty("differences").EnumerateArray()
            .Select(d => $"{d.GetProperty("what")} {d.GetProperty("place")}: {d.GetProperty("was")} -> {d.GetProperty("now")}")];
        Assert.Contains("attribute Incident[1].grade: value -> other value", found);
        Assert.Contains("attribute Person[1].familyName: value -> ", found);
        Assert.Contains("message records/event#0 grade: value -> other value", found);
        Assert.Contains("message records/event#0 caller.surname: value -> ", found);
        Assert.DoesNotContain("Ash", shadow.Text, StringComparison.Ordinal);
        Assert.Single(records.Requests);
        Assert.Single((await server.GetAsync("/v1/exchanges")).Json.GetProperty("exchanges").EnumerateArray());
    }

    [Theory]
    [InlineData("""{"status":"deliverd"}""", "body: status", "did you mean 'delivered'?")]
    [InlineData("""{"system":"beacn"}""", "body: system", "did you mean 'beacon'?")]
    public async Task UnknownWord_IsRefused_AndNotTakenForNothingFound(string body, string place, string meant)
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await ReplayEstate.StartAsync(ReplayEstate.Files(records.Address, storage: NewStore()), TestServer.NewFolder());

        TestServer.Answer answer = await server.PostAsync("/v1/replays/as-it-ran", body);

        Assert.Equal((400, place), (answer.Status, answer.Json.GetProperty("place").GetString()));
        Assert.Contains(meant, answer.Json.GetProperty("cause").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shadow_OfAWholeWorkspace_ShowsNewRecipients_AndRefusesAFaultyOne()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        string store = NewStore();
        await using TestServer server = await ReplayEstate.StartAsync(ReplayEstate.Files(records.Address, storage: store), TestServer.NewFolder());
        await server.UntilStatusAsync((await server.DepositAsync("beacon", DeskEstate.Good)).Exchange, "delivered");

        JsonElement shadow = (await server.PostAsync("/v1/replays/shadow", Whole(ReplayEstate.Files(records.Address, court: records.Address, storage: store)))).Json;
        TestServer.Answer faulty = await server.PostAsync("/v1/replays/shadow", Change("translation: beacon-incident\nformat: json\n"));

        JsonElement difference = Assert.Single(shadow.GetProperty("exchanges")[0].GetProperty("differences").EnumerateArray());
        Assert.Equal(("delivery", "court/event#0", "there"), (difference.GetProperty("what").GetString(), difference.GetProperty("place").GetString(), difference.GetProperty("now").GetString()));
        Assert.Equal(422, faulty.Status);
        Assert.NotEmpty(faulty.Json.GetProperty("issues").EnumerateArray());
        Assert.Equal(400, (await server.PostAsync("/v1/replays/shadow", "{}")).Status);
        Assert.Equal(403, (await server.PostAsync("/v1/replays/shadow", Change(ReplayEstate.Incident), Estate.KeyOf("beacon"))).Status);
    }

    [Fact]
    public async Task Version_IsKeptOnce_ForFilesThatDidNotChange()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        (string root, string store) = (TestServer.NewFolder(), NewStore());
        for (int i = 0; i < 3; i++)
        {
            string text = i == 2 ? ReplayEstate.Event.Replace("words", "said", StringComparison.Ordinal) : ReplayEstate.Event;
            await using TestServer server = await ReplayEstate.StartAsync(ReplayEstate.Files(records.Address, eventText: text, storage: store), root);
            long version = server.Part<WorkspaceHost>().Current.Version;
            Assert.Equal(6, (await server.Part<Store>().Reader.VersionFilesAsync(version, CancellationToken.None)).Count);
            await server.StopAsync();
        }
    }

    [Fact]
    public async Task WithoutTheTextOfItsWorkspace_ItCannotBeReplayed_AndOthersSeeNothing()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await DeskEstate.StartAsync(DeskEstate.Create(records.Address));
        string exchange = (await server.DepositAsync("beacon", DeskEstate.Good)).Exchange;

        JsonElement replay = (await server.PostAsync("/v1/replays/as-it-ran", $$"""{"exchange":"{{exchange}}"}""")).Json;

        Assert.Contains("was not kept", replay.GetProperty("exchanges")[0].GetProperty("why").GetString(), StringComparison.Ordinal);
        foreach (string path in new[] { "as-it-ran", "as-it-is-now" })
        {
            Assert.Equal(404, (await server.PostAsync("/v1/replays/" + path, $$"""{"exchange":"{{exchange}}"}""", Estate.KeyOf("records"))).Status);
            Assert.Empty((await server.PostAsync("/v1/replays/" + path, "{}", Estate.KeyOf("records"))).Json.GetProperty("exchanges").EnumerateArray());
        }
    }

    private static string Change(string text) => JsonSerializer.Serialize(new { file = "systems/beacon/incident.yaml", text });

    private static string Whole(Dictionary<string, string> files) =>
        JsonSerializer.Serialize(new { files = files.ToDictionary(f => f.Key, f => Convert.ToBase64String(Encoding.UTF8.GetBytes(f.Value))) });
}
