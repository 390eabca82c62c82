using System.Text.Json;
using Parley.Engine.Workspace;
using Parley.Server.Records;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Records;

/// <summary>What the ledger keeps of a notice names the organisation of whoever did what it says, also where that is not the recipient.</summary>
public sealed class NoticeEntryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{}", "confirmed")]
    [InlineData("""{"answer":"refused"}""", "refused")]
    public async Task Answer_OfTheRecipientsSystem_NamesItsOrganisation(string answer, string outcome)
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using StubRecipient notices = await StubRecipient.StartAsync();
        notices.Answer = async (_, context) =>
        {
            context.Response.ContentType = "application/json";
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, answer, context.RequestAborted);
        };
        await using TestServer server = await TestServer.StartAsync(Between(records).AcceptsNotices("records", notices.Address));
        await WithdrawnAsync(server);
        await server.UntilAsync("/v1/notices", n => Text(n.GetProperty("notices")[0], "status") == outcome);

        JsonElement entry = Assert.Single(await NoticeEntriesAsync(server), e => Text(e, "outcome") == outcome);

        Assert.Equal(("system:records", "eastmoor", "eastmoor"), (Text(entry, "actor"), Text(entry, "organisation"), Text(entry, "recipient")));
    }

    [Theory]
    [InlineData("records", "system:records", "eastmoor")]
    [InlineData(null, "operator:op", "wexshire")]
    public async Task Confirmation_NamesTheOrganisationOfWhoConfirmed_AndLatenessThatOfThePlatform(string? system, string actor, string organisation)
    {
        ManualTime time = new();
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(Between(records), change: o => o with { Time = time });
        string notice = await WithdrawnAsync(server);
        time.Advance(TimeSpan.FromDays(8));
        await server.Part<NoticeKeeper>().PassAsync(Token);

        Assert.Equal(200, (await server.PostAsync($"/v1/notices/{notice}/confirm", "", system is null ? Estate.OperatorKey : Estate.KeyOf(system))).Status);

        List<JsonElement> entries = await NoticeEntriesAsync(server);
        JsonElement late = Assert.Single(entries, e => Text(e, "outcome") == "late");
        JsonElement confirmed = Assert.Single(entries, e => Text(e, "outcome") == "confirmed");
        Assert.Equal(("platform", "wexshire", "eastmoor"), (Text(late, "actor"), Text(late, "organisation"), Text(late, "recipient")));
        Assert.Equal((actor, organisation, "eastmoor"), (Text(confirmed, "actor"), Text(confirmed, "organisation"), Text(confirmed, "recipient")));
    }

    [Theory]
    [InlineData("wexshire", "data-protection-officer", 200)]
    [InlineData("eastmoor", "supervisor", 200)]
    [InlineData("wexshire", "supervisor", 403)]
    [InlineData("northmoor", "data-protection-officer", 404)]
    public async Task NoticeThatAPersonPassesOn_IsConfirmedByTheRecipientOrTheOwnersKeeperOfRecords(string organisation, string role, int status)
    {
        const string audience = "urn:parley:people";
        await using TestIssuer issuer = await TestIssuer.StartAsync();
        await using StubRecipient records = await StubRecipient.StartAsync();
        Estate estate = Between(records).System("northern").OwnedBy("northern", "northmoor");
        estate.Access = new AccessDefinition { Provider = new IdentityProviderDefinition { Issuer = issuer.Issuer, ClientId = "parley", Audience = audience } };
        await using TestServer server = await TestServer.StartAsync(estate);
        string notice = await WithdrawnAsync(server);
        Dictionary<string, object> claims = issuer.Claims(audience, "someone");
        (claims["organisation"], claims["roles"]) = (organisation, new[] { role });

        TestServer.Answer answer = await server.PostAsync($"/v1/notices/{notice}/confirm", "", issuer.Token(claims));

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 200 ? "confirmed" : "open", Text((await server.GetAsync($"/v1/notices/{notice}")).Json, "status"));
    }

    private static Estate Between(StubRecipient records) => new Estate()
        .System("beacon")
        .System("records", IssuePolicy.Reject, "incident", "notice", "notice-done")
        .OwnedBy("records", "eastmoor")
        .Agreement(TestAgreement.Of("sharing", "reference", "summary"))
        .Accepts("records", new AcceptDefinition
        {
            MessageType = "incident",
            Types = ["Incident"],
            Purpose = "investigation",
            Delivery = new HttpDelivery { Url = records.Address.ToString() },
        });

    /// <summary>An incident that was delivered and withdrawn.</summary>
    /// <returns>The recipient's notice.</returns>
    private static async Task<string> WithdrawnAsync(TestServer server)
    {
        TestServer.Answer deposit = await server.DepositAsync("beacon", """{"ref":"INC-77"}""");
        await server.UntilStatusAsync(deposit.Exchange, "delivered");
        TestServer.Answer act = await server.PostAsync($"/v1/exchanges/{deposit.Exchange}/withdraw", """{"reason":"entered against the wrong person"}""");
        return Text(act.Json.GetProperty("notices")[0], "id")!;
    }

    private static async Task<List<JsonElement>> NoticeEntriesAsync(TestServer server)
    {
        await server.Part<Parley.Server.Ledger.Sealer>().SealAllAsync(Token);
        JsonElement page = (await server.GetAsync("/v1/ledger/entries?limit=1000")).Json;
        return [.. page.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("entry")).Where(e => Text(e, "action") == "notice")];
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
