using Parley.Engine.Workspace;
using Parley.Engine.Workspace.Yaml;
using Parley.Server.Access;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Access;

/// <summary>Seeing that an exchange took place, seeing what it carried, and sending it again are three rights; and people see what is their organisation's.</summary>
public sealed class ContentTests : IAsyncLifetime
{
    private const string Audience = "urn:parley:people";
    private const string Marker = "Zzyzx";

    private TestIssuer _issuer = null!;
    private StubRecipient _records = null!;
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await TestIssuer.StartAsync();
        _records = await StubRecipient.StartAsync();
        _records.Answer = (_, context) =>
        {
            context.Response.StatusCode = 422;
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, $"no {Marker} here");
        };
        Estate estate = new Estate().System("beacon").System("northern").OwnedBy("northern", "northmoor").System("records").AcceptsHttp("records", _records.Address);
        estate.Access = new AccessDefinition { Provider = new IdentityProviderDefinition { Issuer = _issuer.Issuer, ClientId = "parley", Audience = Audience } };
        _server = await TestServer.StartAsync(estate);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _records.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task WithoutTheRight_NothingOfTheContentIsShown()
    {
        TestServer.Answer deposit = await _server.DepositAsync("beacon", $$"""{"id":"m-{{Marker}}","ref":"{{Marker}}","summary":"{{Marker}}"}""", key: $"k-{Marker}");
        await _server.UntilStatusAsync(deposit.Exchange, "failed");
        string exception = (await ReadAsync("/v1/exceptions")).Json.GetProperty("exceptions")[0].GetProperty("id").GetString()!;
        string[] paths = [$"/v1/exchanges/{deposit.Exchange}", "/v1/exchanges", $"/v1/exceptions/{exception}", "/v1/exceptions"];

        foreach (string path in paths)
        {
            TestServer.Answer shown = await ReadAsync(path, Token("wexshire", "supervisor"));
            TestServer.Answer plain = await ReadAsync(path, Token("wexshire", "operator"));

            Assert.Equal(200, plain.Status);
            Assert.DoesNotContain(Marker, plain.Text, StringComparison.Ordinal);
            Assert.NotEqual(plain.Text, shown.Text);
            Assert.True(shown.Headers.ETag is null || !Equals(shown.Headers.ETag, plain.Headers.ETag));
        }

        Assert.Contains(Marker, (await ReadAsync(paths[0], Token("wexshire", "supervisor"))).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await ReadAsync($"/v1/exchanges?reference={Marker}", Token("wexshire", "operator"))).Status);
        Assert.Equal(200, (await ReadAsync($"/v1/exchanges?reference={Marker}", Token("wexshire", "supervisor"))).Status);
    }

    [Fact]
    public async Task People_SeeTheirOrganisations_AndNoOthers()
    {
        string own = (await _server.DepositAsync("beacon", """{"ref":"A"}""")).Exchange;
        string other = (await _server.DepositAsync("northern", """{"ref":"B"}""")).Exchange;

        Assert.Equal([other], await ListAsync("/v1/exchanges", Token("northmoor", "supervisor")));
        Assert.Equal([own], await ListAsync("/v1/exchanges", Token("wexshire", "supervisor")));
        Assert.Equal([other, own], await ListAsync("/v1/exchanges", Token("wexshire", "operator")));
        Assert.Empty(await ListAsync("/v1/exchanges?system=beacon", Token("northmoor", "supervisor")));
        Assert.Equal(404, (await ReadAsync($"/v1/exchanges/{own}", Token("northmoor", "supervisor"))).Status);
        Assert.Equal(200, (await ReadAsync($"/v1/exchanges/{other}", Token("northmoor", "supervisor"))).Status);
    }

    [Fact]
    public void Rights_AreThoseThatAWorkspaceMayName() =>
        Assert.Equal(AccessDefinition.KnownRights.Order(), Enum.GetValues<Rights>().Where(r => r is not (Rights.None or Rights.All)).Select(r => YamlForms.Kebab(r.ToString())).Order());

    /// <summary>A person says why; what reads content is recorded with it.</summary>
    private Task<TestServer.Answer> ReadAsync(string path, string? token = Estate.OperatorKey) => _server.CallAsync(HttpMethod.Get, path, r =>
    {
        r.Headers.Add("Authorization", "Bearer " + token);
        r.Headers.Add("Parley-Reason", "for the test");
    });

    private async Task<List<string>> ListAsync(string path, string token)
    {
        TestServer.Answer answer = await ReadAsync(path, token);
        return [.. answer.Json.GetProperty("exchanges").EnumerateArray().Select(e => e.GetProperty("id").GetString()!)];
    }

    private string Token(string organisation, string role)
    {
        Dictionary<string, object> claims = _issuer.Claims(Audience, $"{role}-{organisation}");
        claims["organisation"] = organisation;
        claims["roles"] = new[] { role };
        return _issuer.Token(claims);
    }
}
