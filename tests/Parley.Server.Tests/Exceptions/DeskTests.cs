using System.Text.Json;
using Parley.Engine.Workspace;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Exceptions;

public class DeskTests
{
    /// <summary>Where the server keeps what it knows; each test has a place of its own.</summary>
    private protected virtual StorageDefinition NewStore() => new("sqlite", "store.db", null);

    [Fact]
    public async Task Exception_SaysWhoseTask_HowUrgent_WhenDue_AndHowToAvoidIt()
    {
        ManualTime time = new();
        await using StubRecipient records = await StubRecipient.StartAsync();
        Estate estate = Create(records.Address);
        estate.Desk = new DeskDefinition { Limits = [new DeskLimit { Types = ["Incident"], Urgency = Urgency.Immediate, Due = TimeSpan.FromMinutes(30) }] };
        await using TestServer server = await DeskEstate.StartAsync(estate, time);
        await server.DepositAsync("beacon", DeskEstate.Faulty);

        JsonElement one = await OnlyAsync(server);

        Assert.Equal("source", one.GetProperty("whose").GetString());
        Assert.Equal("beacon", one.GetProperty("taskOf").GetProperty("system").GetString());
        Assert.Equal("immediate", one.GetProperty("urgency").GetString());
        Assert.Equal(TimeSpan.FromMinutes(30), one.GetProperty("due").GetDateTime() - one.GetProperty("opened").GetDateTime());
        Assert.Contains("form accept this field", one.GetProperty("prevention").GetString(), StringComparison.Ordinal);
        Assert.Empty(await ListAsync(server, "overdue=true"));
        time.Advance(TimeSpan.FromMinutes(31));
        Assert.Single(await ListAsync(server, "overdue=true"));
        Assert.Empty(await ListAsync(server, "overdue=false"));
    }

    [Fact]
    public async Task DueInWorkingDays_IsTheEndOfAWorkingDay()
    {
        SteppedTime time = new(new DateTimeOffset(2026, 12, 24, 10, 0, 0, TimeSpan.Zero));
        await using StubRecipient records = await StubRecipient.StartAsync();
        Estate estate = Create(records.Address);
        estate.Desk = new DeskDefinition { Limits = [new DeskLimit { Urgency = Urgency.Normal, WorkingDays = 1 }] };
        await using TestServer server = await DeskEstate.StartAsync(estate, time);
        await server.DepositAsync("beacon", DeskEstate.Faulty);

        // Christmas Day is a Friday, and Boxing Day is kept on the Monday.
        Assert.Equal(new DateTime(2026, 12, 29), (await OnlyAsync(server)).GetProperty("due").GetDateTime().Date);
    }

    [Theory]
    [InlineData("", "source")]
    [InlineData("responsibilities: { caller.dateOfBirth: platform }\n", "platform")]
    [InlineData("responsibilities: { caller: recipient }\n", "recipient")]
    public async Task Task_FollowsTheTranslationsResponsibilities(string responsibilities, string whose)
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await DeskEstate.StartAsync(Create(records.Address, responsibilities));
        await server.DepositAsync("beacon", DeskEstate.Faulty);

        Assert.Equal(whose, (await OnlyAsync(server)).GetProperty("whose").GetString());
        Assert.Single(await ListAsync(server, "whose=" + whose));
        Assert.Empty(await ListAsync(server, "whose=" + (whose == "source" ? "recipient" : "source")));
        Assert.Equal(400, (await server.GetAsync("/v1/exceptions?whose=nobody")).Status);
    }

    [Fact]
    public async Task Filters_AndPages_Join()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await DeskEstate.StartAsync(Create(records.Address));
        for (int i = 0; i < 5; i++)
        {
            await server.DepositAsync("beacon", DeskEstate.Faulty.Replace("WX-1", $"WX-{i}", StringComparison.Ordinal));
        }

        List<string> seen = [];
        string after = "";
        do
        {
            JsonElement page = (await server.GetAsync($"/v1/exceptions?limit=2&whose=source&code=SRV020&system=beacon{after}")).Json;
            seen.AddRange(Ids(page));
            after = page.TryGetProperty("next", out JsonElement next) ? "&after=" + next.GetString() : "";
        }
        while (after.Length > 0);

        Assert.Equal(5, seen.Distinct().Count());
        Assert.Equal(5, seen.Count);
        Assert.Empty(await ListAsync(server, "system=records"));
        Assert.Empty(await ListAsync(server, "code=SRV024"));
    }

    [Fact]
    public async Task Lock_KeepsOthersOut_UntilItEnds()
    {
        ManualTime time = new();
        await using TestIssuer issuer = await TestIssuer.StartAsync(time);
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await DeskEstate.StartAsync(Create(records.Address).WithPeople(issuer), time);
        await server.DepositAsync("beacon", DeskEstate.Faulty);
        string address = "/v1/exceptions/" + Ids((await server.GetAsync("/v1/exceptions")).Json).Single();
        string Ann() => DeskEstate.Token(issuer, "ann");
        string Bob() => DeskEstate.Token(issuer, "bob");

        TestServer.Answer claimed = await server.PostAsync(address + "/claim", "", Ann());
        Assert.Equal("person:ann", claimed.Json.GetProperty("lock").GetProperty("by").GetString());
        TestServer.Answer refused = await server.PostAsync(address + "/claim", "", Bob());
        Assert.Equal((423, "EXC001"), (refused.Status, refused.Code));
        Assert.Contains("person:ann holds it until", refused.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(900, refused.Headers.RetryAfter?.Delta?.TotalSeconds);
        Assert.Equal(423, (await server.PostAsync(address + "/discard", """{"reason":"x"}""", Bob())).Status);
        Assert.Equal(423, (await server.PostAsync(address + "/correct", DeskEstate.Good, Estate.KeyOf("beacon"))).Status);
        Assert.Equal(201, (await server.PostAsync(address + "/comments", """{"text":"I saw it too"}""", Bob())).Status);

        // Renewed, it lasts from then on; not renewed, it ends by itself.
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(200, (await server.PostAsync(address + "/claim", "", Ann())).Status);
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(423, (await server.PostAsync(address + "/release", "", Bob())).Status);
        time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal("person:bob", (await server.PostAsync(address + "/claim", "", Bob())).Json.GetProperty("lock").GetProperty("by").GetString());
        Assert.Equal(423, (await server.PostAsync(address + "/discard", """{"reason":"x"}""", Ann())).Status);
        Assert.False((await server.PostAsync(address + "/release", "", Bob())).Json.TryGetProperty("lock", out _));
        Assert.Equal(200, (await server.PostAsync(address + "/discard", """{"reason":"x"}""", Ann())).Status);
        Assert.Equal(409, (await server.PostAsync(address + "/claim", "", Bob())).Status);
        Assert.Equal(
            ["claim person:ann", "comment person:bob", "claim person:bob", "release person:bob"],
            (await server.GetAsync(address + "/history")).Json.GetProperty("notes").EnumerateArray().Select(n => $"{n.GetProperty("kind")} {n.GetProperty("by")}"));
    }

    [Fact]
    public async Task Fields_AreCorrectedAlone_KeptAsAVersion_AndSentOn()
    {
        await using TestIssuer issuer = await TestIssuer.StartAsync();
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await DeskEstate.StartAsync(Create(records.Address).WithPeople(issuer));
        TestServer.Answer deposit = await server.DepositAsync("beacon", DeskEstate.Faulty);
        string address = "/v1/exceptions/" + Ids((await server.GetAsync("/v1/exceptions")).Json).Single();
        string ann = DeskEstate.Token(issuer, "ann");

        JsonElement field = Assert.Single((await ReadAsync(server, address + "/fields", ann)).Json.GetProperty("fields").EnumerateArray());
        Assert.Equal(("31/02/1980", "caller.dateOfBirth < caller.born", true), (field.GetProperty("value").GetString(), field.GetProperty("path").GetString(), field.GetProperty("editable").GetBoolean()));
        Assert.Equal("date", field.GetProperty("attribute").GetProperty("type").GetString());
        string id = field.GetProperty("field").GetString()!;

        TestServer.Answer notEditable = await server.PostAsync(address + "/fields", """{"values":{"1:2":"WX-2"},"reason":"r"}""", ann);
        Assert.Equal((422, "EXC002"), (notEditable.Status, notEditable.Code));
        TestServer.Answer stillFaulty = await server.PostAsync(address + "/fields", Values(id, "yesterday", "r"), ann);
        Assert.Equal((422, "EXC003"), (stillFaulty.Status, stillFaulty.Code));
        Assert.Equal("TRN202", stillFaulty.Json.GetProperty("issues")[0].GetProperty("code").GetString());
        Assert.Equal(400, (await server.PostAsync(address + "/fields", Values(id, "28/02/1980", null), ann)).Status);
        TestServer.Answer kept = await server.PostAsync(address + "/fields", Values(id, "28/02/1980", "read back by Ash"), ann);
        Assert.Equal((200, 1, 0), (kept.Status, kept.Json.GetProperty("version").GetInt32(), kept.Json.GetProperty("fields").GetArrayLength()));
        Assert.Empty(records.Requests);

        TestServer.Answer sent = await server.PostAsync(address + "/resubmit", "", ann);
        Assert.Equal(202, sent.Status);
        await records.WaitAsync(1);
        Assert.Contains("\"dob\":\"1980-02-28\"", records.Requests.Single().Body, StringComparison.Ordinal);
        JsonElement original = (await ReadAsync(server, $"/v1/exchanges/{deposit.Exchange}", ann)).Json;
        Assert.Equal(DeskEstate.Faulty, original.GetProperty("receipt").GetProperty("body").GetString());
        JsonElement version = Assert.Single((await server.GetAsync(address + "/history", ann)).Json.GetProperty("corrections").EnumerateArray());
        Assert.Equal(("person:ann", "read back by Ash"), (version.GetProperty("by").GetString(), version.GetProperty("reason").GetString()));
        JsonElement plain = Assert.Single((await server.GetAsync(address + "/history", DeskEstate.Token(issuer, "op", "operator"))).Json.GetProperty("corrections").EnumerateArray());
        Assert.False(plain.TryGetProperty("reason", out _));
        await AssertNoContentInTheLedgerAsync(server, "read back", "28/02/1980", "1980-02-28", "Ash");
        Assert.Contains((await EntriesAsync(server)), e => e.Contains("correction kept", StringComparison.Ordinal) && e.Contains("person:ann", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatTheRecipientFindsWanting_IsCorrectedWhereTheSourceGivesIt()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await DeskEstate.StartAsync(Create(records.Address));
        TestServer.Answer deposit = await server.DepositAsync("beacon", DeskEstate.Good.Replace("\"text\":\"A window is broken.\",", "", StringComparison.Ordinal));
        Assert.Equal(202, deposit.Status);
        string address = "/v1/exceptions/" + Ids((await server.GetAsync("/v1/exceptions")).Json).Single();
        Assert.Equal("source", (await server.GetAsync(address)).Json.GetProperty("whose").GetString());

        JsonElement field = Assert.Single((await server.GetAsync(address + "/fields")).Json.GetProperty("fields").EnumerateArray());
        Assert.Equal(("incident.narrative", true, "TRN302"), (field.GetProperty("path").GetString(), field.GetProperty("editable").GetBoolean(), field.GetProperty("issues")[0].GetProperty("code").GetString()));
        string id = field.GetProperty("field").GetString()!;
        TestServer.Answer empty = await server.PostAsync(address + "/fields", Values(id, "", "r"));
        Assert.Equal((422, "EXC003"), (empty.Status, empty.Code));
        TestServer.Answer kept = await server.PostAsync(address + "/fields", Values(id, "A door is broken.", "asked"));
        Assert.Equal((200, 0), (kept.Status, kept.Json.GetProperty("fields").GetArrayLength()));
        await server.PostAsync(address + "/resubmit", "");

        await records.WaitAsync(1);
        Assert.Contains("\"words\":\"A door is broken.\"", records.Requests.Single().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fields_NeedTheRightToSeeContent_AndTheOwnOrganisation()
    {
        await using TestIssuer issuer = await TestIssuer.StartAsync();
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await DeskEstate.StartAsync(Create(records.Address).WithPeople(issuer));
        await server.DepositAsync("beacon", DeskEstate.Faulty);
        string address = "/v1/exceptions/" + Ids((await server.GetAsync("/v1/exceptions")).Json).Single();
        string values = """{"values":{"3:30":"28/02/1980"},"reason":"r"}""";

        string operatorToken = DeskEstate.Token(issuer, "op", "operator");
        Assert.Equal(403, (await server.GetAsync(address + "/fields", operatorToken)).Status);
        Assert.Equal(403, (await server.PostAsync(address + "/fields", values, operatorToken)).Status);
        JsonElement shown = (await server.GetAsync(address, operatorToken)).Json;
        Assert.False(shown.TryGetProperty("why", out _));
        Assert.Equal("source", shown.GetProperty("whose").GetString());
        string eastmoor = DeskEstate.Token(issuer, "eve", "supervisor", "eastmoor");
        foreach (string path in new[] { "/claim", "/release", "/resubmit" })
        {
            Assert.Equal(404, (await server.PostAsync(address + path, "", eastmoor)).Status);
            Assert.Equal(403, (await server.PostAsync(address + path, "", DeskEstate.Token(issuer, "aud", "auditor"))).Status);
        }

        Assert.Equal(404, (await server.GetAsync(address + "/fields", eastmoor)).Status);
        Assert.Equal(404, (await server.GetAsync(address + "/history", eastmoor)).Status);
        Assert.Equal(404, (await server.GetAsync(address + "/fields", Estate.KeyOf("records"))).Status);
    }

    [Fact]
    public async Task Reassigned_IsFoundByWhomItWasGivenTo()
    {
        await using TestIssuer issuer = await TestIssuer.StartAsync();
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await DeskEstate.StartAsync(Create(records.Address).WithPeople(issuer));
        await server.DepositAsync("beacon", DeskEstate.Faulty);
        string id = Ids((await server.GetAsync("/v1/exceptions")).Json).Single();
        string ann = DeskEstate.Token(issuer, "ann");
        await server.PostAsync($"/v1/exceptions/{id}/claim", "", ann);

        Assert.Equal(400, (await server.PostAsync($"/v1/exceptions/{id}/reassign", """{"person":"bob","group":"g","reason":"r"}""", ann)).Status);
        TestServer.Answer given = await server.PostAsync($"/v1/exceptions/{id}/reassign", """{"person":"bob","reason":"Bob knows Ash"}""", ann);

        Assert.Equal(200, given.Status);
        Assert.Equal("person:bob", given.Json.GetProperty("assignee").GetString());
        Assert.False(given.Json.TryGetProperty("lock", out _));
        Assert.Single(await ListAsync(server, "assignee=me", DeskEstate.Token(issuer, "bob")));
        Assert.Empty(await ListAsync(server, "assignee=me", ann));
        Assert.Empty(await ListAsync(server, "assignee=none"));
        await server.PostAsync($"/v1/exceptions/{id}/reassign", """{"group":"supervisor","reason":"r"}""", ann);
        Assert.Single(await ListAsync(server, "assignee=me", ann));
        await AssertNoContentInTheLedgerAsync(server, "Bob knows Ash");
        Assert.Contains(await EntriesAsync(server), e => e.Contains("exception reassigned", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Erased_TakesCorrectionsAndWordsWithIt()
    {
        await using TestIssuer issuer = await TestIssuer.StartAsync();
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await DeskEstate.StartAsync(Create(records.Address).WithPeople(issuer));
        TestServer.Answer deposit = await server.DepositAsync("beacon", DeskEstate.Faulty);
        string address = "/v1/exceptions/" + Ids((await server.GetAsync("/v1/exceptions")).Json).Single();
        string ann = DeskEstate.Token(issuer, "ann");
        string id = (await ReadAsync(server, address + "/fields", ann)).Json.GetProperty("fields")[0].GetProperty("field").GetString()!;
        await server.PostAsync(address + "/fields", Values(id, "28/02/1980", "read back"), ann);
        await server.PostAsync(address + "/comments", """{"text":"Ash rang"}""", ann);
        CorrectionRow before = (await server.Part<Store>().Reader.CorrectionsAsync(Key(address), CancellationToken.None)).Single();
        Assert.NotNull(before.Content);

        Assert.Equal(200, (await server.PostAsync($"/v1/exchanges/{deposit.Exchange}/erase", """{"reason":"asked for"}""")).Status);

        CorrectionRow after = (await server.Part<Store>().Reader.CorrectionsAsync(Key(address), CancellationToken.None)).Single();
        Assert.Equal((null, null), (after.Content, after.Reason));
        Assert.Null(await server.Part<Store>().Reader.ContentAsync(before.Content, new ContentPermit("test"), CancellationToken.None));
        Assert.DoesNotContain("Ash rang", (await server.GetAsync(address + "/history", ann)).Text, StringComparison.Ordinal);
        Assert.Equal(409, (await server.PostAsync(address + "/resubmit", "", ann)).Status);
    }

    [Fact]
    public async Task TwoAtOnce_OneIsToldThatItIsDone()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await DeskEstate.StartAsync(Create(records.Address));
        await server.DepositAsync("beacon", DeskEstate.Faulty);
        string address = "/v1/exceptions/" + Ids((await server.GetAsync("/v1/exceptions")).Json).Single();

        TestServer.Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => server.PostAsync(address + "/correct", DeskEstate.Good)));

        Assert.Equal([202, 409, 409, 409, 409, 409], answers.Select(a => a.Status).Order());
        await records.WaitAsync(1);
        Assert.Single(records.Requests);
    }

    private Estate Create(Uri records, string more = "")
    {
        Estate estate = DeskEstate.Create(records, more);
        estate.Storage = NewStore();
        return estate;
    }

    /// <summary>Reads content as a person does, with a reason.</summary>
    internal static Task<TestServer.Answer> ReadAsync(TestServer server, string path, string key) => server.CallAsync(HttpMethod.Get, path, request =>
    {
        request.Headers.Add("Authorization", "Bearer " + key);
        request.Headers.Add("Parley-Reason", "to put it right");
    });

    private static string Values(string field, string text, string? reason) =>
        JsonSerializer.Serialize(new { values = new Dictionary<string, string> { [field] = text }, reason });

    internal static async Task<JsonElement> OnlyAsync(TestServer server) => Assert.Single((await ListAsync(server, "")));

    internal static async Task<List<JsonElement>> ListAsync(TestServer server, string query, string? key = Estate.OperatorKey) =>
        [.. (await server.GetAsync("/v1/exceptions?" + query, key)).Json.GetProperty("exceptions").EnumerateArray()];

    private static IEnumerable<string> Ids(JsonElement page) => page.GetProperty("exceptions").EnumerateArray().Select(e => e.GetProperty("id").GetString()!);

    private static long Key(string address) => PublicId.TryParse('e', address.Split('/')[^1], out long key) ? key : 0;

    private static async Task<List<string>> EntriesAsync(TestServer server) =>
        [.. (await server.GetAsync("/v1/ledger/entries?limit=1000")).Json.GetProperty("entries").EnumerateArray().Select(e => e.GetRawText())];

    private static async Task AssertNoContentInTheLedgerAsync(TestServer server, params string[] texts)
    {
        List<string> entries = await EntriesAsync(server);
        Assert.All(texts, t => Assert.DoesNotContain(entries, e => e.Contains(t, StringComparison.Ordinal)));
    }
}
