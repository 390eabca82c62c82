using System.Text.Json;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Quality;
using Parley.Server.Repository;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Quality;

/// <summary>Findings about two organisations' records, and findings that are the recipient's task: each is told what a decision lets it see, on each store.</summary>
public abstract class AcrossTests
{
    private const string Pnc = "2001/1234567L";
    private const string Born = "1980-11-02";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Conflict_IsToldToWhoMaySeeTheOther_AndChangesNoByteForWhoMayNot()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate("pncId", "dateOfBirth", "familyName"));
        await DepositAsync(server, "beacon", "P-1", Born);
        string before = await AllAsync(server, "beacon");
        await DepositAsync(server, "control", "X-1", "1970-01-01");

        JsonElement found = Assert.Single(await ConflictsAsync(server, "control"));

        Assert.Equal(("control", "dateOfBirth", "beacon", "source"), (Text(found, "system"), Text(found, "attribute"), Text(found, "otherSystem"), Text(found, "task")));
        Assert.Equal(Name(server, "beacon", "P-1"), Text(found, "other"));
        Assert.Equal(before, await AllAsync(server, "beacon"));
        Assert.Empty(await ConflictsAsync(server, null));
        JsonElement source = Assert.Single((await server.GetAsync("/v1/quality", Estate.KeyOf("control"))).Json.GetProperty("sources").EnumerateArray());
        Assert.Single(source.GetProperty("open").EnumerateArray(), o => Text(o, "code") == "QUA002" && o.GetProperty("count").GetInt32() == 1);
        Assert.Equal(0, source.GetProperty("days")[0].GetProperty("conflict").GetInt32());
        Assert.DoesNotContain("1980", (await server.GetAsync("/v1/quality/findings", Estate.KeyOf("control"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conflict_IsToldWhicheverCameInLast()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate("pncId", "dateOfBirth"));
        await DepositAsync(server, "control", "X-1", "1970-01-01");
        await DepositAsync(server, "beacon", "P-1", Born);

        JsonElement found = Assert.Single(await ConflictsAsync(server, "control"));

        Assert.Equal((Name(server, "control", "X-1"), "dateOfBirth"), (Text(found, "record"), Text(found, "attribute")));
    }

    [Theory]
    [InlineData(true, "pncId", "familyName")]
    [InlineData(false, "dateOfBirth", "familyName")]
    [InlineData(false, "familyName")]
    public async Task Conflict_WhoseValueMayNotBeSeen_SaysOnlyThatAnotherDiffers_AndOnlyToWhoMayKnowThatItIsThere(bool isTold, params string[] permitted)
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate(permitted));
        await DepositAsync(server, "control", "X-1", "1970-01-01");
        string before = await AllAsync(server, "control");
        await DepositAsync(server, "beacon", "P-1", Born);

        JsonElement[] found = await ConflictsAsync(server, "control");

        if (!isTold)
        {
            Assert.Equal(before, await AllAsync(server, "control"));
            return;
        }

        JsonElement one = Assert.Single(found);
        Assert.Equal(Name(server, "control", "X-1"), Text(one, "record"));
        Assert.False(one.TryGetProperty("attribute", out _) || one.TryGetProperty("other", out _) || one.TryGetProperty("otherSystem", out _));
    }

    [Fact]
    public async Task Conflict_IsGoneWithTheAgreement_AndWithTheDifference_OnEitherSide()
    {
        Estate estate = NewEstate("pncId", "dateOfBirth");
        string root = TestServer.NewFolder();
        await using (TestServer server = await TestServer.StartAsync(estate, root))
        {
            await DepositAsync(server, "beacon", "P-1", Born);
            await DepositAsync(server, "control", "X-1", "1970-01-01");
            Assert.Single(await ConflictsAsync(server, "control"));
        }

        await using (TestServer without = await TestServer.StartAsync(NewEstate(), root))
        {
            Assert.Empty(await ConflictsAsync(without, "control"));
            Assert.DoesNotContain("QUA002", (await without.GetAsync("/v1/quality", Estate.KeyOf("control"))).Text, StringComparison.Ordinal);
        }

        await using TestServer again = await TestServer.StartAsync(estate, root);
        Assert.Single(await ConflictsAsync(again, "control"));
        await DepositAsync(again, "beacon", "P-1", "1970-01-01");
        Assert.Empty(await ConflictsAsync(again, "control", "?status=all"));
        await DepositAsync(again, "beacon", "P-1", Born);
        Assert.Single(await ConflictsAsync(again, "control"));
        await DepositAsync(again, "control", "X-1", Born);
        Assert.Empty(await ConflictsAsync(again, "control", "?status=all"));
        Assert.Empty(await again.Part<Store>().Reader.DecidedFindingsAsync(["beacon", "control"], 10, Token));
    }

    [Fact]
    public async Task Conflict_WithARecordThatIsWithdrawn_IsGone()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate("pncId", "dateOfBirth"));
        string exchange = await DepositAsync(server, "beacon", "P-1", Born);
        await DepositAsync(server, "control", "X-1", "1970-01-01");
        Assert.Single(await ConflictsAsync(server, "control"));

        await server.PostAsync($"/v1/exchanges/{exchange}/withdraw", """{"reason":"entered by mistake"}""", Estate.KeyOf("beacon"));
        await CatchUpAsync(server);

        Assert.Empty(await ConflictsAsync(server, "control", "?status=all"));
    }

    [Fact]
    public async Task Page_IsFull_WhateverIsHidden()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        await DepositAsync(server, "beacon", "P-1", Born);
        await DepositAsync(server, "control", "X-0", "1970-01-01", """ ,"sex":{"unmapped":"sideways"} """);
        await DepositAsync(server, "control", "X-1", "1970-01-01", """ ,"sex":{"unmapped":"sideways"} """);
        await DepositAsync(server, "control", "X-2", "1970-01-01");
        await CatchUpAsync(server);

        JsonElement page = (await server.GetAsync("/v1/quality/findings?limit=2&kind=unmapped", Estate.KeyOf("control"))).Json;
        JsonElement all = (await server.GetAsync("/v1/quality/findings?limit=2&kind=conflict", Estate.KeyOf("control"))).Json;

        Assert.Equal(2, page.GetProperty("findings").GetArrayLength());
        Assert.Empty(all.GetProperty("findings").EnumerateArray());
        Assert.False(all.TryGetProperty("next", out _));
    }

    [Fact]
    public async Task Translation_SaysWhoseTaskItIs_TheRecipientIncluded()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        Estate estate = DeskEstate.Create(records.Address, "responsibilities: { caller: recipient, incident: platform }", IssuePolicy.Pass).System("other");
        estate.Storage = Storage();
        await using TestServer server = await DeskEstate.StartAsync(estate);

        await DeliverAsync(server);

        JsonElement[] own = await FindingsAsync(server, "beacon");
        JsonElement[] theirs = await FindingsAsync(server, "records");
        Assert.NotEmpty(theirs);
        Assert.All(theirs, f => Assert.Equal(("recipient", "Person", "beacon"), (Text(f, "task"), Text(f, "type"), Text(f, "system"))));
        Assert.All(own, f => Assert.Equal(Text(f, "type") == "Person" ? "recipient" : "platform", Text(f, "task")));
        Assert.Equal(theirs.Length, own.Count(f => Text(f, "type") == "Person"));
        Assert.Empty(await FindingsAsync(server, "other"));
        JsonElement received = (await server.GetAsync("/v1/quality", Estate.KeyOf("records"))).Json.GetProperty("received");
        Assert.Equal(theirs.Length, received.EnumerateArray().Sum(r => r.GetProperty("count").GetInt32()));
        Assert.All(received.EnumerateArray(), r => Assert.Equal("beacon", Text(r, "system")));
        Assert.Empty((await server.GetAsync("/v1/quality", Estate.KeyOf("other"))).Json.GetProperty("received").EnumerateArray());
        Assert.NotEmpty((await server.GetAsync("/v1/quality/findings?task=recipient", Estate.KeyOf("records"))).Json.GetProperty("findings").EnumerateArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RecipientOfAnotherOrganisation_IsToldOfItsTask_OnlyWhereTheRecordWasLeftToIt(bool isLeft)
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        Estate estate = DeskEstate.Create(records.Address, "responsibilities: { caller: recipient }", IssuePolicy.Pass).OwnedBy("records", "eastmoor");
        AgreementDefinition agreement = TestAgreement.Of("feed", "reference", "narrative", "grade");
        GrantDefinition[] people = isLeft ? [new GrantDefinition { Records = ["Person"], Attributes = ["familyName"] }] : [];
        estate.Agreement(agreement with { Grants = [agreement.Grants[0], .. people] });
        estate.Storage = Storage();
        estate.ChangeAccepts("records", a => a with { Purpose = "investigation" });
        await using TestServer server = await DeskEstate.StartAsync(estate);

        await DeliverAsync(server);

        JsonElement[] theirs = await FindingsAsync(server, "records");
        Assert.Equal(isLeft, theirs.Length > 0);
        Assert.All(theirs, f => Assert.False(f.TryGetProperty("attribute", out _)));
        Assert.NotEmpty(await FindingsAsync(server, "beacon"));
    }

    private protected abstract StorageDefinition Storage();

    private static async Task DeliverAsync(TestServer server)
    {
        TestServer.Answer answer = await server.DepositAsync("beacon", DeskEstate.Good);
        Assert.True(answer.Status == 202, answer.Text);
        await server.UntilStatusAsync(answer.Exchange, "delivered");
        await CatchUpAsync(server);
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static string Name(TestServer server, string system, string key) =>
        PublicId.Record(server.Part<Store>().Keys.Blind($"record\0{system}\0Person\0{key}") & long.MaxValue);

    private static async Task<JsonElement[]> FindingsAsync(TestServer server, string system) =>
        [.. (await server.GetAsync("/v1/quality/findings", Estate.KeyOf(system))).Json.GetProperty("findings").EnumerateArray()];

    private static async Task<JsonElement[]> ConflictsAsync(TestServer server, string? system, string query = "")
    {
        await CatchUpAsync(server);
        TestServer.Answer answer = await server.GetAsync("/v1/quality/findings" + query, system is null ? Estate.OperatorKey : Estate.KeyOf(system));
        return [.. answer.Json.GetProperty("findings").EnumerateArray().Where(f => Text(f, "code") == "QUA002")];
    }

    // Every answer of quality that a system can have.
    private static async Task<string> AllAsync(TestServer server, string system)
    {
        await CatchUpAsync(server);
        string[] paths = ["/v1/quality", "/v1/quality/findings", "/v1/quality/findings?status=all&limit=1", "/v1/quality/findings?kind=conflict"];
        List<string> answers = [];
        foreach (string path in paths)
        {
            answers.Add((await server.GetAsync(path, Estate.KeyOf(system))).Text);
        }

        return string.Join('\n', answers);
    }

    private static async Task CatchUpAsync(TestServer server)
    {
        await server.Part<Projector>().CatchUpAsync(Token);
        await server.Part<QualityFollower>().CatchUpAsync(Token);
    }

    private static async Task<string> DepositAsync(TestServer server, string system, string key, string born, string more = "")
    {
        string said = $$"""{"reference":"{{key}}","familyName":"Example","dateOfBirth":"{{born}}","pncId":"{{Pnc}}"{{more}}}""";
        TestServer.Answer answer = await server.DepositAsync(
            system, $$"""{"records":[{"id":"p","type":"Person","attributes":{{said}}}],"links":[]}""", $"{Guid.NewGuid()}", "bundle");
        Assert.True(answer.Status == 202, answer.Text);
        return answer.Exchange;
    }

    private Estate NewEstate(params string[] permitted)
    {
        Estate estate = new Estate { Storage = Storage() }
            .System("beacon", IssuePolicy.Pass, "bundle").System("control", IssuePolicy.Pass, "bundle").OwnedBy("control", "eastmoor");
        return permitted.Length == 0
            ? estate
            : estate.Agreement(TestAgreement.Of("people") with { SensitiveConditions = ["statutory-function"], Grants = [new GrantDefinition { Records = ["Person"], Attributes = permitted }] });
    }
}
