using System.Net.Http.Headers;
using System.Text.Json;
using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Exchanges;

/// <summary>A message as it came cannot be masked, so that it is shown when the decision lets the caller see all of it, and otherwise not at all.</summary>
public sealed class WholeMessageTests
{
    private const string Audience = "urn:parley:people";

    private static readonly string[] s_roles = ["supervisor"];

    [Fact]
    public async Task Person_SeesTheMessageItself_OnlyByADecision()
    {
        await using TestIssuer issuer = await TestIssuer.StartAsync();
        Estate estate = new Estate().System("control", IssuePolicy.Hold);
        estate.Access = new AccessDefinition { Provider = new IdentityProviderDefinition { Issuer = issuer.Issuer, ClientId = "parley", Audience = Audience } };
        estate.Ledger = estate.Ledger with { ReasonRequired = false };
        await using TestServer server = await TestServer.StartAsync(estate);
        string exchange = (await server.DepositAsync("control", """{"ref":"I-1","summary":"at the window"}""")).Exchange;

        TestServer.Answer without = await AskAsync(null);
        TestServer.Answer with = await AskAsync("linked burglaries");
        TestServer.Answer again = await AskAsync(null, with.Headers.ETag!.Tag);
        TestServer.Answer sender = await server.GetAsync($"/v1/exchanges/{exchange}", Estate.KeyOf("control"));

        Assert.Equal((200, 200), (without.Status, with.Status));
        Assert.DoesNotContain("window", without.Text, StringComparison.Ordinal);
        Assert.Contains("window", with.Json.GetProperty("receipt").GetProperty("body").GetString(), StringComparison.Ordinal);
        Assert.Equal("I-1", Subject(with).GetProperty("reference").GetString());
        Assert.Equal(200, again.Status);
        Assert.Contains("window", sender.Json.GetProperty("receipt").GetProperty("body").GetString(), StringComparison.Ordinal);

        Task<TestServer.Answer> AskAsync(string? reason, string? known = null) => server.CallAsync(HttpMethod.Get, $"/v1/exchanges/{exchange}", request =>
        {
            Dictionary<string, object> claims = issuer.Claims(Audience, "ada");
            claims["roles"] = s_roles;
            claims["organisation"] = "wexshire";
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", issuer.Token(claims));
            if (reason is not null)
            {
                request.Headers.Add("Parley-Reason", reason);
            }

            if (known is not null)
            {
                request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(known));
            }
        });
    }

    private static JsonElement Subject(TestServer.Answer answer) =>
        answer.Json.GetProperty("translationIn").GetProperty("bundle").GetProperty("records")[0].GetProperty("attributes");
}
