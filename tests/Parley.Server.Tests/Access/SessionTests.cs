using Microsoft.Data.Sqlite;
using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Access;

/// <summary>Sessions of people: how they begin, what protects them, when they end.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly Estate _estate = new Estate().System("beacon");
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _estate.Access = new AccessDefinition
        {
            Sessions = new SessionRules { Idle = TimeSpan.FromMinutes(20), Absolute = TimeSpan.FromHours(2) },
            Rates = new RateRules { SignIn = new Rate(1, 1000), Anonymous = new Rate(1, 1000) },
        };
        _server = await TestServer.StartAsync(_estate, change: o => o with { Time = _time });
        await Administrators.CreateAsync(_estate, _server.Root, time: _time);
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task SignIn_ShowsTheAccount_AndSigningOutEndsIt()
    {
        using Browser browser = new();
        await browser.GetAsync(_server.Address, "/account");
        Assert.Equal("/sign-in/local", browser.Address.AbsolutePath);
        await browser.SubmitAsync(("name", "first"), ("password", Administrators.Password));

        Assert.Equal(200, browser.Status);
        Assert.Equal("/account", browser.Address.AbsolutePath);
        Assert.Contains("<dd>local/first</dd>", browser.Text, StringComparison.Ordinal);
        Assert.Contains("wexshire police", browser.Text, StringComparison.Ordinal);
        string held = browser.Cookies(_server.Address)["parley"];
        await browser.SubmitAsync();
        Assert.Contains("You are signed out here", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("parley", browser.Cookies(_server.Address).Keys);
        Assert.Equal(401, await StatusAsync(held));
    }

    [Fact]
    public async Task Cookie_IsHttpOnly_SameSite_AndTheStoreHoldsItsHashAlone()
    {
        using Browser browser = new();
        await browser.SignInAsync(_server.Address, follow: false);

        string cookie = browser.SetCookies.Single(c => c.StartsWith("parley=", StringComparison.Ordinal) && !c.StartsWith("parley=;", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        string secret = cookie["parley=".Length..cookie.IndexOf(';', StringComparison.Ordinal)];
        Assert.Equal(43, secret.Length);
        await using SqliteConnection connection = new($"Data Source={Path.Combine(_server.Root, "store.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT hash FROM sessions";
        byte[] hash = (byte[])(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret)), hash);
    }

    [Fact]
    public async Task Fixation_AKnownSecretBeforeSignIn_IsNotTheSessionAfterwards()
    {
        using Browser browser = new();
        const string planted = "0123456789012345678901234567890123456789012";
        browser.Cookies(_server.Address)["parley"] = planted;
        await browser.SignInAsync(_server.Address);
        string first = browser.Cookies(_server.Address)["parley"];
        await browser.SignInAsync(_server.Address);
        string second = browser.Cookies(_server.Address)["parley"];

        Assert.Equal(3, new[] { planted, first, second }.Distinct().Count());
        Assert.Equal(401, await StatusAsync(planted));
        Assert.Equal(401, await StatusAsync(first));
        Assert.Equal(200, await StatusAsync(second));
    }

    [Fact]
    public async Task Session_Idle_Ends()
    {
        string secret = await SignInAsync();
        for (int i = 0; i < 3; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(19));
            Assert.Equal(200, await StatusAsync(secret));
        }

        _time.Advance(TimeSpan.FromMinutes(21));
        Assert.Equal(401, await StatusAsync(secret));
    }

    [Fact]
    public async Task Session_InUse_EndsAtLast()
    {
        string secret = await SignInAsync();
        for (int minutes = 10; minutes < 120; minutes += 10)
        {
            _time.Advance(TimeSpan.FromMinutes(10));
            Assert.Equal(200, await StatusAsync(secret));
        }

        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(401, await StatusAsync(secret));
    }

    [Fact]
    public async Task Sessions_OfAPerson_CanBeEndedFromAnother()
    {
        string other = await SignInAsync();
        using Browser browser = new();
        await browser.SignInAsync(_server.Address);
        Assert.Contains("End the session since", browser.Text, StringComparison.Ordinal);

        await browser.SubmitAsync();

        Assert.Equal("/account", browser.Address.AbsolutePath);
        Assert.DoesNotContain("End the session since", browser.Text, StringComparison.Ordinal);
        Assert.Equal(401, await StatusAsync(other));
        Assert.Equal(200, await StatusAsync(browser.Cookies(_server.Address)["parley"]));
    }

    [Fact]
    public async Task Administrator_Disabled_IsOutAtOnce()
    {
        string secret = await SignInAsync();

        await Administrators.DisableAsync(_estate, _server.Root);

        Assert.Equal(401, await StatusAsync(secret));
        using Browser browser = new();
        await browser.SignInAsync(_server.Address);
        Assert.Equal(401, browser.Status);
    }

    [Fact]
    public async Task ChangingRequest_NeedsTokenAndOrigin()
    {
        string secret = await SignInAsync();
        TestServer.Answer account = await CallAsync(HttpMethod.Get, "/account", secret, null, null, null);
        string token = account.Json.GetProperty("csrfToken").GetString()!;
        string own = _server.Address.GetLeftPart(UriPartial.Authority);

        Assert.Equal(403, (await ReloadAsync(secret, null, null, null)).Status);
        Assert.Equal("ACC102", (await ReloadAsync(secret, null, own, null)).Code);
        Assert.Equal(403, (await ReloadAsync(secret, token, null, null)).Status);
        Assert.Equal(403, (await ReloadAsync(secret, token, "http://evil.example", null)).Status);
        Assert.Equal(403, (await ReloadAsync(secret, token, "null", "same-origin")).Status);
        Assert.Equal(403, (await ReloadAsync(secret, token, null, "same-site")).Status);
        Assert.Equal(403, (await ReloadAsync(secret, (token[0] == 'A' ? "B" : "A") + token[1..], own, null)).Status);
        Assert.Equal(403, (await ReloadAsync(secret, secret, own, null)).Status);

        // Past the guard: the server was started without a folder to reload from.
        Assert.Equal("SRV014", (await ReloadAsync(secret, token, own, null)).Code);
        Assert.Equal("SRV014", (await ReloadAsync(secret, token, null, "same-origin")).Code);
        Assert.Equal("SRV014", (await _server.PostAsync("/v1/workspace/reload", "")).Code);
    }

    [Fact]
    public async Task SignInForm_OfAnotherSite_IsRefused()
    {
        using Browser browser = new();
        Dictionary<string, string> form = new() { ["name"] = "first", ["password"] = Administrators.Password };
        Uri address = new(_server.Address, "/sign-in/local");
        await browser.PostAsync(address, form);
        Assert.Equal(403, browser.Status);

        await browser.GetAsync(address);
        await browser.PostAsync(address, form);
        Assert.Equal(403, browser.Status);
        Assert.DoesNotContain("parley", browser.Cookies(_server.Address).Keys);
    }

    [Theory]
    [InlineData("/account", "/account")]
    [InlineData("/openapi/index.html", "/openapi/index.html")]
    [InlineData("https://evil.example/", "/account")]
    [InlineData("//evil.example/", "/account")]
    [InlineData("/\\evil.example/", "/account")]
    [InlineData("/\t/evil.example", "/account")]
    [InlineData("javascript:alert(1)", "/account")]
    public async Task Return_StaysHere(string wanted, string expected)
    {
        using Browser browser = new();
        await browser.GetAsync(_server.Address, $"/sign-in/local?return={Uri.EscapeDataString(wanted)}");
        await browser.SubmitAsync(false, ("name", "first"), ("password", Administrators.Password));

        Assert.Equal(expected, browser.Response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Session_IsOfNoUse_WhereHttpIsNotLocal()
    {
        using Browser browser = new();
        await browser.SendAsync(HttpMethod.Get, new Uri(_server.Address, "/sign-in/local"), null, false, r => r.Headers.Host = "parley.example.com");

        Assert.Equal(403, browser.Status);
        Assert.Contains("ACC106", browser.Text, StringComparison.Ordinal);
        Assert.Empty(browser.SetCookies);
    }

    private async Task<string> SignInAsync()
    {
        using Browser browser = new();
        await browser.SignInAsync(_server.Address);
        return browser.Cookies(_server.Address)["parley"];
    }

    private async Task<int> StatusAsync(string secret) => (await CallAsync(HttpMethod.Get, "/v1/exchanges", secret, null, null, null)).Status;

    private Task<TestServer.Answer> ReloadAsync(string secret, string? token, string? origin, string? site) =>
        CallAsync(HttpMethod.Post, "/v1/workspace/reload", secret, token, origin, site);

    private Task<TestServer.Answer> CallAsync(HttpMethod method, string path, string secret, string? token, string? origin, string? site) => _server.CallAsync(method, path, r =>
    {
        r.Headers.Add("Cookie", $"parley={secret}");
        Add("X-CSRF-Token", token);
        Add("Origin", origin);
        Add("Sec-Fetch-Site", site);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                r.Headers.TryAddWithoutValidation(name, value);
            }
        }
    });
}
