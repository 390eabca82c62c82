using System.Text.Json;
using Parley.Engine.Calendar;
using Parley.Engine.Expressions;
using Parley.Engine.Obligations;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Storage;
using Parley.Server.Tasks;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Tasks;

/// <summary>What the force owes, on each store.</summary>
public abstract class ObligationTests : IAsyncLifetime
{
    private const string Audience = "urn:parley:people";

    // Clocks of these tests stand on a Monday of the calendar's last known year.
    private static readonly DateTimeOffset s_monday = new(2028, 11, 20, 10, 0, 0, TimeSpan.Zero);

    private readonly ManualTime _time = new();
    private TestIssuer _issuer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _time.Advance(s_monday - _time.GetUtcNow());
        _issuer = await TestIssuer.StartAsync(_time);
    }

    public async ValueTask DisposeAsync()
    {
        await _issuer.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Event_RaisesWhatIsOwed_OnceForAMatter_AndALaterEventEndsIt()
    {
        await using TestServer server = await StartAsync(NewEstate());
        await server.DepositAsync("beacon", """{"ref":"C-1","summary":"arrest"}""");
        await server.DepositAsync("beacon", """{"ref":"C-1","summary":"arrest again"}""");
        await server.DepositAsync("beacon", """{"ref":"C-2","summary":"arrest, enhanced"}""");
        await server.DepositAsync("beacon", """{"ref":"C-3","summary":"nothing"}""");

        JsonElement[] owed = await OwedAsync(server);

        Assert.Equal(["C-2", "C-1"], owed.Select(o => Text(o, "matter")));
        Assert.Equal(["2028-11-21T17:00:00Z", "2028-11-27T17:00:00Z"], owed.Select(o => Text(o, "due")));
        Assert.Equal(["Tell the victim", "Victims' Code, Right 6", "victim-care", "open"], Texts(owed[0], "title", "basis", "group", "status"));

        string told = (await server.DepositAsync("beacon", """{"ref":"U-1","crime":"C-1","summary":"told"}""")).Exchange;
        Assert.Equal(["C-2"], (await OwedAsync(server)).Select(o => Text(o, "matter")));
        JsonElement done = Assert.Single((await OwedAsync(server, "?status=done")));
        Assert.Equal(["C-1", "fulfilled", "event", told], Texts(done, "matter", "status", "how", "endedBy"));

        await server.DepositAsync("beacon", """{"ref":"C-1","summary":"arrest once more"}""");
        Assert.Equal(["C-1", "C-2"], (await OwedAsync(server)).Select(o => Text(o, "matter")));
    }

    [Fact]
    public async Task Overdue_IsWhatNobodyHasDoneInTime()
    {
        await using TestServer server = await StartAsync(NewEstate());
        await server.DepositAsync("beacon", """{"ref":"C-1","summary":"arrest"}""");
        await server.DepositAsync("beacon", """{"ref":"C-2","summary":"arrest, enhanced"}""");
        Assert.Empty(await OwedAsync(server, "?status=overdue"));

        AdvanceTo(new DateTimeOffset(2028, 11, 21, 17, 0, 1, TimeSpan.Zero));
        Assert.Equal(["C-2"], (await OwedAsync(server, "?status=overdue")).Select(o => Text(o, "matter")));
        AdvanceTo(new DateTimeOffset(2028, 11, 27, 17, 0, 1, TimeSpan.Zero));
        await server.Part<ObligationKeeper>().PassAsync(Token);
        Assert.Equal(2, (await OwedAsync(server, "?status=overdue")).Length);
        Assert.Contains("parley_obligations_overdue 2", (await server.GetAsync("/metrics")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restart_GoesOnFromItsPlace_AndHasNothingTwiceOrLost()
    {
        string root = TestServer.NewFolder();
        Estate estate = NewEstate();
        await using (TestServer server = await StartAsync(estate, root))
        {
            await server.DepositAsync("beacon", """{"ref":"C-1","summary":"arrest"}""");
            Assert.Single(await OwedAsync(server));
            await server.DepositAsync("beacon", """{"ref":"U-1","crime":"C-1","summary":"told"}""");
            await server.DepositAsync("beacon", """{"ref":"C-2","summary":"arrest"}""");
        }

        await using (TestServer server = await StartAsync(estate, root))
        {
            Assert.Equal(["C-2"], (await OwedAsync(server)).Select(o => Text(o, "matter")));
            Assert.Equal(2, (await OwedAsync(server, "?status=all")).Length);
        }
    }

    [Fact]
    public async Task NoRules_NothingIsFollowed_AndLaterRulesCountFromThen()
    {
        string root = TestServer.NewFolder();
        Estate estate = NewEstate();
        ObligationRules rules = estate.Obligations;
        estate.Obligations = ObligationRules.Default;
        await using (TestServer server = await StartAsync(estate, root))
        {
            await server.DepositAsync("beacon", """{"ref":"C-1","summary":"arrest"}""");
            Assert.Empty(await OwedAsync(server));
            Assert.Null(await server.Part<Store>().Reader.CursorAsync("obligations", Token));
        }

        estate.Obligations = rules;
        await using (TestServer server = await StartAsync(estate, root))
        {
            Assert.Empty(await OwedAsync(server));
            await server.DepositAsync("beacon", """{"ref":"C-2","summary":"arrest"}""");
            Assert.Equal(["C-2"], (await OwedAsync(server)).Select(o => Text(o, "matter")));
        }
    }

    [Fact]
    public async Task DueTime_ThatTheCalendarDoesNotKnow_CountsAsOverdueUntilItDoes()
    {
        string root = TestServer.NewFolder();
        Estate estate = NewEstate();
        AdvanceTo(new DateTimeOffset(2028, 12, 28, 10, 0, 0, TimeSpan.Zero));
        await using (TestServer server = await StartAsync(estate, root))
        {
            await server.DepositAsync("beacon", """{"ref":"C-1","summary":"arrest"}""");
            JsonElement owed = Assert.Single(await OwedAsync(server, "?status=overdue"));
            Assert.StartsWith("CAL001", Text(owed, "dueUnknown"), StringComparison.Ordinal);
            Assert.False(owed.TryGetProperty("due", out _));
        }

        estate.Calendars = Extended();
        await using (TestServer server = await StartAsync(estate, root))
        {
            await server.Part<ObligationKeeper>().PassAsync(Token);
            Assert.Empty(await OwedAsync(server, "?status=overdue"));
            JsonElement owed = Assert.Single(await OwedAsync(server));
            Assert.Equal("2029-01-05T17:00:00Z", Text(owed, "due"));
            Assert.False(owed.TryGetProperty("dueUnknown", out _));
        }
    }

    [Fact]
    public async Task Group_SeesWhatItOwes_AndNobodyElseDoes()
    {
        await using TestServer server = await StartAsync(NewEstate());
        await server.DepositAsync("beacon", """{"ref":"C-1","summary":"arrest"}""");
        string id = Text(Assert.Single(await OwedAsync(server)), "id")!;

        foreach (string stranger in new[] { Person("cid", "custody"), Person("eve", "victim-care", "northmoor"), Person("sup", "supervisor", "northmoor") })
        {
            Assert.Empty((await server.GetAsync("/v1/obligations", stranger)).Json.GetProperty("obligations").EnumerateArray());
            Assert.Equal(404, (await server.GetAsync($"/v1/obligations/{id}", stranger)).Status);
            Assert.Equal(404, (await server.PostAsync($"/v1/obligations/{id}/fulfil", """{"rationale":"x"}""", stranger)).Status);
        }

        Assert.Equal(403, (await server.GetAsync("/v1/obligations", Estate.KeyOf("beacon"))).Status);
        Assert.Single((await server.GetAsync("/v1/obligations", Person("sue", "supervisor"))).Json.GetProperty("obligations").EnumerateArray());
        Assert.Equal(200, (await server.GetAsync($"/v1/obligations/{id}", Person("ann", "victim-care"))).Status);
        Assert.Equal(400, (await server.PostAsync($"/v1/obligations/{id}/fulfil", "{}", Person("ann", "victim-care"))).Status);

        TestServer.Answer ended = await server.PostAsync($"/v1/obligations/{id}/fulfil", """{"rationale":"told at the door"}""", Person("ann", "victim-care"));
        Assert.Equal(["fulfilled", "hand", "person:ann", "told at the door"], Texts(ended.Json, "status", "how", "endedBy", "rationale"));
        Assert.Equal(409, (await server.PostAsync($"/v1/obligations/{id}/fulfil", """{"rationale":"again"}""", Person("ann", "victim-care"))).Status);
        Assert.Empty(await OwedAsync(server));
    }

    [Fact]
    public async Task NotOwed_IsSaidByHand_AndIsNoFulfilment()
    {
        await using TestServer server = await StartAsync(NewEstate());
        await server.DepositAsync("beacon", """{"ref":"C-1","summary":"arrest"}""");
        string id = Text(Assert.Single(await OwedAsync(server)), "id")!;

        Assert.Equal("not-owed", Text((await server.PostAsync($"/v1/obligations/{id}/fulfil", """{"rationale":"no victim","owed":false}""")).Json, "status"));
    }

    [Fact]
    public async Task Erased_TheMatterIsGoneWithTheExchange()
    {
        await using TestServer server = await StartAsync(NewEstate());
        string exchange = (await server.DepositAsync("beacon", """{"ref":"C-1","summary":"arrest"}""")).Exchange;
        Assert.Equal("C-1", Text(Assert.Single(await OwedAsync(server)), "matter"));

        Assert.Equal(200, (await server.PostAsync($"/v1/exchanges/{exchange}/erase", """{"reason":"asked for"}""")).Status);

        Assert.Null(Text(Assert.Single(await OwedAsync(server)), "matter"));
    }

    [Fact]
    public async Task Notice_NotConfirmed_IsOwed_UntilItIs()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await StartAsync(NewEstate().System("records").AcceptsHttp("records", records.Address));
        string exchange = (await server.DepositAsync("beacon", """{"ref":"A"}""")).Exchange;
        await server.UntilStatusAsync(exchange, "delivered");
        TestServer.Answer act = await server.PostAsync($"/v1/exchanges/{exchange}/withdraw", """{"reason":"entered against the wrong person"}""");
        string notice = act.Json.GetProperty("notices")[0].GetProperty("id").GetString()!;

        JsonElement owed = Assert.Single(await OwedAsync(server));
        Assert.Equal(["notice", notice, "data-protection-officer", exchange], Texts(owed, "obligation", "notice", "group", "exchange"));

        await server.PostAsync($"/v1/notices/{notice}/confirm", "");
        Assert.Empty(await OwedAsync(server));
        Assert.Equal("event", Text(Assert.Single(await OwedAsync(server, "?status=done")), "how"));
    }

    [Fact]
    public async Task Task_WithADueTime_IsOwed_FollowsItsGroup_AndEndsWithIt()
    {
        await using TestServer server = await StartAsync(NewEstate());
        string task = (await server.PostAsync("/v1/tasks", """{"title":"t","group":"victim-care","due":2}""")).Json.GetProperty("id").GetString()!;
        await server.PostAsync("/v1/tasks", """{"title":"at no time","group":"victim-care"}""");

        JsonElement owed = Assert.Single(await OwedAsync(server));
        Assert.Equal(["task", task, "victim-care", "2028-11-22T17:00:00Z"], Texts(owed, "obligation", "task", "group", "due"));
        await server.PostAsync($"/v1/tasks/{task}/reassign", """{"group":"custody","reason":"theirs"}""");
        Assert.Equal("custody", Text(Assert.Single(await OwedAsync(server)), "group"));
        await server.PostAsync($"/v1/tasks/{task}/complete", "{}");
        Assert.Empty(await OwedAsync(server));
    }

    [Fact]
    public async Task Agreement_WhoseReviewComesNear_IsOwed_UntilItsTextHasALaterDay()
    {
        string root = TestServer.NewFolder();
        AgreementDefinition near = TestAgreement.Of("near", "reference") with { Review = new DateOnly(2028, 12, 8) };
        await using (TestServer server = await StartAsync(NewEstate().Agreement(near).Agreement(TestAgreement.Of("far", "reference")), root))
        {
            JsonElement owed = Assert.Single(await OwedAsync(server));
            Assert.Equal(["agreement-review", "near", "2028-12-08T17:00:00Z"], Texts(owed, "obligation", "agreement", "due"));
            Assert.Single(await OwedAsync(server));
        }

        await using (TestServer server = await StartAsync(NewEstate().Agreement(near with { Review = new DateOnly(2029, 12, 7) }), root))
        {
            Assert.Empty(await OwedAsync(server));
            Assert.Equal("fulfilled", Text(Assert.Single(await OwedAsync(server, "?status=all")), "status"));
        }
    }

    private protected abstract StorageDefinition Storage();

    private static JqProgram Jq(string text) => JqProgram.TryCompile(text, out JqProgram? program, out JqError? error) ? program : throw new ArgumentException(error.Message, nameof(text));

    private static IEnumerable<string?> Texts(JsonElement json, params string[] names) => names.Select(n => Text(json, n));

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static WorkingCalendars Extended()
    {
        List<WorkspaceFile> files =
        [
            new("parley.yaml", "installation: T\norganisation: wexshire\ndictionary: \"2026.1\"\n"u8.ToArray()),
            new("organisations/wexshire.yaml", "organisation: wexshire\nname: Wexshire\nkind: force\n"u8.ToArray()),
            new("calendar.yaml", "calendars:\n  england-and-wales: { extends: england-and-wales, last: 2029, holidays: { 2029-01-01: New Year's Day } }\n"u8.ToArray()),
        ];
        return WorkspaceReader.Read(files, new Parley.Engine.Issues.IssueSink())!.Calendars;
    }

    private Estate NewEstate()
    {
        Estate estate = new Estate { Storage = Storage() }.System("beacon");
        estate.Obligations = new ObligationRules
        {
            Rules =
            [
                new ObligationRule
                {
                    Id = "victim-told",
                    Title = "Tell the victim",
                    Basis = "Victims' Code, Right 6",
                    Group = "victim-care",
                    Within = 5,
                    Sooner = 1,
                    SoonerWhere = Jq(".summary | contains(\"enhanced\")"),
                    RaisedBy = new EventPattern { Type = "Incident", Where = Jq(".summary | startswith(\"arrest\")"), Key = Jq(".reference") },
                    FulfilledBy = new EventPattern { Type = "Incident", Where = Jq(".summary == \"told\""), Key = Jq(".crimeReference") },
                },
            ],
        };
        estate.Access = new AccessDefinition
        {
            Rates = new RateRules { Anonymous = new Rate(10_000, 10_000), Person = new Rate(10_000, 10_000) },
            Roles = new Dictionary<string, IReadOnlyList<string>>(AccessDefinition.BuiltInRoles) { ["victim-care"] = [], ["custody"] = [] },
            Provider = new IdentityProviderDefinition { Issuer = _issuer.Issuer, ClientId = "parley", Audience = Audience },
        };
        return estate;
    }

    private Task<TestServer> StartAsync(Estate estate, string? root = null) => TestServer.StartAsync(estate, root, o => o with { Time = _time });

    /// <summary>The list, after all that is committed has been taken up.</summary>
    private static async Task<JsonElement[]> OwedAsync(TestServer server, string query = "")
    {
        await server.Part<ObligationFollower>().CatchUpAsync(Token);
        await server.Part<ObligationKeeper>().PassAsync(Token);
        TestServer.Answer answer = await server.GetAsync("/v1/obligations" + query);
        Assert.True(answer.Status == 200, answer.Text);
        return [.. answer.Json.GetProperty("obligations").EnumerateArray()];
    }

    private string Person(string name, string role, string organisation = "wexshire")
    {
        Dictionary<string, object> claims = _issuer.Claims(Audience, name);
        claims["roles"] = new[] { role };
        claims["organisation"] = organisation;
        return _issuer.Token(claims);
    }

    private void AdvanceTo(DateTimeOffset moment) => _time.Advance(moment - _time.GetUtcNow());
}
