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

    private readonly string _parley = $"http://127.0.0.1:{RealProvider.FreePort()}";
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
