using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Access;

/// <summary>Signing in at a real OpenID provider, over HTTP, by its own pages.</summary>
public sealed class ProviderTests
{
    private const string Secret = "a secret for tests only";

    private readonly string _parley = $"http://127.0.0.1:{FreePort.Next()}";
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Person_SignsIn_AndIsWhoTheClaimsSay(bool claimsInToken)
    {
        await using RealProvider provider = await RealProvider.StartAsync(_parley, claimsInToken: claimsInToken);
        await using TestServer server = await StartAsync(provider);
        using Browser browser = new();

        await SignInAsync(browser, server, "sven");

        Assert.Equal("/account", browser.Address.AbsolutePath);
        Assert.Contains("Sven Fictional", browser.Text, StringComparison.Ordinal);
        Assert.Contains("Wexshire Police", browser.Text, StringComparison.Ordinal);
        Assert.Contains("<dd>supervisor</dd>", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("operate", browser.Text, StringComparison.Ordinal);
        await browser.GetAsync(server.Address, "/v1/exchanges");
        Assert.Equal(200, browser.Status);
    }

    [Fact]
    public async Task SigningOut_EndsTheSessionAtTheProviderToo()
    {
        await using RealProvider provider = await RealProvider.StartAsync(_parley);
        await using TestServer server = await StartAsync(provider);
        using Browser browser = new();
        await SignInAsync(browser, server, "amina");

        await browser.GetAsync(server.Address, "/sign-out");
        await browser.SubmitAsync();
        Assert.Equal(new Uri(provider.Issuer).Authority, browser.Address.Authority);
        Assert.Equal(200, browser.Status);
        await browser.SubmitAsync(("logout", "yes"));

        Assert.Equal(new Uri(server.Address, "/sign-out"), new Uri(browser.Address.GetLeftPart(UriPartial.Path)));
        Assert.Contains("You are signed out here", browser.Text, StringComparison.Ordinal);
        await browser.GetAsync(server.Address, "/sign-in");
        Assert.Equal(new Uri(provider.Issuer).Authority, browser.Address.Authority);
    }

    [Fact]
    public async Task Answer_Replayed_OrOfAnotherBrowser_OrWithAnotherState_ComesToNothing()
    {
        await using RealProvider provider = await RealProvider.StartAsync(_parley);
        await using TestServer server = await StartAsync(provider);
        using Browser victim = new();
        using Browser attacker = new();

        // The attacker signs in and keeps the answer for the victim's browser (login CSRF).
        await attacker.GetAsync(server.Address, "/sign-in");
        await attacker.SubmitAsync(("login", "amina"), ("password", "any"));
        Uri callback = await StopAtCallbackAsync(attacker);
        await victim.GetAsync(callback, follow: false);
        Assert.Equal(401, victim.Status);
        Assert.DoesNotContain("parley", victim.Cookies(server.Address).Keys);

        // The victim has a sign-in of its own under way: the attacker's answer does not fit it, and ends it.
        await victim.GetAsync(server.Address, "/sign-in");
        await victim.GetAsync(callback, follow: false);
        Assert.Equal(401, victim.Status);

        // The attacker's own browser may use it, once.
        await attacker.GetAsync(callback, follow: false);
        Assert.Equal(303, attacker.Status);
        await attacker.GetAsync(callback, follow: false);
        Assert.Equal(401, attacker.Status);
        Assert.Contains("ACC105", attacker.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_OfAnotherIssuer_OrAnError_ComesToNothing()
    {
        await using RealProvider provider = await RealProvider.StartAsync(_parley);
        await using TestServer server = await StartAsync(provider);
        foreach ((string from, string to) in new[] { ("iss=", "iss=https://evil.example/&was="), ("code=", "code=x"), ("code=", "error=access_denied&was="), ("state=", "state=x") })
        {
            using Browser browser = new();
            await browser.GetAsync(server.Address, "/sign-in");
            await browser.SubmitAsync(follow: false, ("login", "amina"), ("password", "any"));
            Uri callback = await StopAtCallbackAsync(browser);
            Uri changed = new(callback.ToString().Replace(from, to, StringComparison.Ordinal));
            await browser.GetAsync(changed, follow: false);

            Assert.Equal(401, browser.Status);
            Assert.DoesNotContain("parley", browser.Cookies(server.Address).Keys);
        }
    }

    [Fact]
    public async Task KeysOfTheProvider_Changed_AreFollowed()
    {
        RealProvider first = await RealProvider.StartAsync(_parley);
        await using TestServer server = await StartAsync(first);
        string old = await SystemTokenAsync(first);
        Assert.Equal(200, (await server.GetAsync("/account", old)).Status);
        await first.DisposeAsync();
        await using RealProvider second = await RealProvider.StartAsync(_parley, first.Port, "k2");
        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal("system:beacon", (await server.GetAsync("/account", await SystemTokenAsync(second))).Json.GetProperty("caller").GetString());
        Assert.Equal(401, (await server.GetAsync("/account", old)).Status);
        using Browser browser = new();
        await SignInAsync(browser, server, "amina");
        Assert.Contains("Amina Fictional", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PersonOfAnotherOrganisation_MayDoLittle()
    {
        await using RealProvider provider = await RealProvider.StartAsync(_parley);
        await using TestServer server = await StartAsync(provider);
        using Browser browser = new();

        await SignInAsync(browser, server, "norah");

        Assert.Contains("Northmoor Police", browser.Text, StringComparison.Ordinal);
        Assert.Contains("<dd>see-exchanges, resend</dd>", browser.Text, StringComparison.Ordinal);
    }

    /// <summary>Who, when, for which organisation and with what end: of people who sign in, fail to, and sign out, and of callers by token.</summary>
    [Fact]
    public async Task Ledger_HasWhoSignedInAndOut_WhoFailedTo_AndWhatCallersByTokenDid()
    {
        await using RealProvider provider = await RealProvider.StartAsync(_parley);
        await using TestServer server = await StartAsync(provider);
        using Browser norah = new();
        using Browser sven = new();
        long start = Moment();

        // Each at a minute of its own, so that the entries' times can be told apart.
        _time.Advance(TimeSpan.FromMinutes(1));
        await SignInAsync(norah, server, "norah");
        _time.Advance(TimeSpan.FromMinutes(1));
        await sven.GetAsync(server.Address, "/sign-in");
        await sven.SubmitAsync(follow: false, ("login", "sven"), ("password", "any"));
        Uri callback = await StopAtCallbackAsync(sven);
        await sven.GetAsync(new Uri(callback.ToString().Replace("code=", "code=x", StringComparison.Ordinal)), follow: false);
        Assert.Equal(401, sven.Status);
        _time.Advance(TimeSpan.FromMinutes(1));
        TestServer.Answer deposit = await server.CallAsync(HttpMethod.Post, "/v1/systems/beacon/messages/incident", await ByTokenAsync(provider));
        Assert.Equal(202, deposit.Status);
        _time.Advance(TimeSpan.FromMinutes(1));
        await norah.GetAsync(server.Address, "/sign-out");
        await norah.SubmitAsync();

        List<string> entries = await EntriesAsync(server, start);

        Assert.Equal(
            [
                "1 authority person:norah of northmoor: signed-in",
                "2 authority person:unknown of wexshire: sign-in-refused",
                "3 collection system:beacon of wexshire: accepted",
                "4 authority person:norah of northmoor: signed-out",
            ],
            entries);
    }

    [Fact]
    public async Task Ledger_NamesThePersonAndTheOrganisation_OfWhatASessionReads()
    {
        await using RealProvider provider = await RealProvider.StartAsync(_parley);
        await using TestServer server = await StartAsync(provider);
        using Browser sven = new();
        await SignInAsync(sven, server, "sven");
        TestServer.Answer deposit = await server.DepositAsync("beacon", """{"ref":"A"}""");
        long start = Moment();
        _time.Advance(TimeSpan.FromMinutes(1));

        await sven.GetAsync(server.Address, $"/v1/exchanges/{deposit.Exchange}");
        Assert.Equal(400, sven.Status);
        Assert.Contains("LDG010", sven.Text, StringComparison.Ordinal);
        TestServer.Answer read = await server.CallAsync(HttpMethod.Get, $"/v1/exchanges/{deposit.Exchange}", request =>
        {
            request.Headers.Add("Cookie", string.Join("; ", sven.Cookies(server.Address).Select(c => $"{c.Key}={c.Value}")));
            request.Headers.Add("Parley-Reason", "review of the week");
        });
        Assert.Equal(200, read.Status);

        Assert.Equal(["1 consultation person:sven of wexshire: exchange-read"], (await EntriesAsync(server, start)).Where(e => e.Contains("consultation", StringComparison.Ordinal)));
    }

    private long Moment() => _time.GetUtcNow().ToUnixTimeSeconds() / 60;

    /// <summary>The entries since a minute, but for what the test itself reads as an operator: minute, action, actor, organisation, outcome.</summary>
    private static async Task<List<string>> EntriesAsync(TestServer server, long start)
    {
        await server.Part<Parley.Server.Ledger.Sealer>().SealAllAsync(TestContext.Current.CancellationToken);
        JsonElement page = (await server.GetAsync("/v1/ledger/entries?limit=1000")).Json;
        return
        [
            .. page.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("entry"))
                .Where(e => Text(e, "actor") is not ("operator:op" or "platform"))
                .Select(e => (Minute: (DateTimeOffset.Parse(Text(e, "at"), System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds() / 60) - start, Entry: e))
                .Where(e => e.Minute > 0)
                .Select(e => $"{e.Minute} {Text(e.Entry, "action")} {Text(e.Entry, "actor")} of {Text(e.Entry, "organisation")}: {Text(e.Entry, "outcome")}"),
        ];
    }

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetString()! : "";

    private static async Task<Action<HttpRequestMessage>> ByTokenAsync(RealProvider provider)
    {
        string token = await SystemTokenAsync(provider);
        return request =>
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            request.Content = new StringContent("""{"ref":"A"}""", Encoding.UTF8, "application/json");
        };
    }

    private async Task<TestServer> StartAsync(RealProvider provider)
    {
        Estate estate = new Estate().System("beacon");
        string secret = Path.Combine(TestServer.NewFolder(), "client-secret");
        await File.WriteAllTextAsync(secret, Secret, TestContext.Current.CancellationToken);
        estate.Access = new AccessDefinition
        {
            Provider = new IdentityProviderDefinition
            {
                Issuer = provider.Issuer,
                ClientId = "parley",
                ClientSecret = new SecretReference("file", secret),
                Organisations = new Dictionary<string, string> { ["Wexshire Constabulary"] = "wexshire", ["Northmoor Police"] = "northmoor" },
                RoleValues = new Dictionary<string, string> { ["Duty Operators"] = "operator", ["Supervisors"] = "supervisor" },
            },
            Issuers = [new TokenIssuerDefinition { Issuer = provider.Issuer, Audience = "urn:parley:systems", Systems = new Dictionary<string, string> { ["beacon-client"] = "beacon" } }],
        };
        return await TestServer.StartAsync(estate, change: o => o with { Listen = _parley, Time = _time });
    }

    private static async Task SignInAsync(Browser browser, TestServer server, string login)
    {
        await browser.GetAsync(server.Address, "/account");
        await browser.SubmitAsync(("login", login), ("password", "any"));
        await browser.SubmitAsync();
    }

    /// <summary>Follows the provider's pages up to the address of ours that it leads to, and does not go there.</summary>
    private async Task<Uri> StopAtCallbackAsync(Browser browser)
    {
        for (int i = 0; i < 12; i++)
        {
            if (browser.Response.Headers.Location is Uri next)
            {
                Uri address = new(browser.Address, next);
                if (address.GetLeftPart(UriPartial.Path) == $"{_parley}/sign-in/callback")
                {
                    return address;
                }

                await browser.GetAsync(address, follow: false);
            }
            else
            {
                await browser.SubmitAsync(follow: false);
            }
        }

        throw new InvalidOperationException("the provider does not lead back");
    }

    private static async Task<string> SystemTokenAsync(RealProvider provider)
    {
        using HttpClient client = new();
        using HttpRequestMessage request = new(HttpMethod.Post, provider.Issuer + "/token")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["resource"] = "urn:parley:systems", ["scope"] = "exchange" }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("beacon-client:another%20secret%20for%20tests")));
        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("access_token").GetString()!;
    }
}
