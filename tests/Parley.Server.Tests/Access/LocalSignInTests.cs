using Parley.Server.Access;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Access;

/// <summary>Passwords of local administrators: what they must be, how they are kept, how guessing is slowed.</summary>
public sealed class LocalSignInTests
{
    [Theory]
    [InlineData("short", "fewer than 12")]
    [InlineData("password1234", "tried first")]
    [InlineData("P@ssw0rd1234!", "tried first")]
    [InlineData("123456789012", "tried first")]
    [InlineData("qwertyqwerty", "tried first")]
    [InlineData("Parley2026!!", "tried first")]
    [InlineData("aaaaaaaaaaaabb", "too few different")]
    [InlineData("the-first-of-all", "administrator's name")]
    [InlineData("twelve chars\u0007", "cannot be typed")]
    public void BadPassword_IsRefused(string password, string why) =>
        Assert.Contains(why, LocalAdministrators.Fault("first", password), StringComparison.Ordinal);

    [Theory]
    [InlineData("an owl on nine gates")]
    [InlineData("gwdihŵ ar naw giât")]
    [InlineData("кирпич🦉небо-12")]
    public void GoodPassword_IsTaken(string password) => Assert.Null(LocalAdministrators.Fault("first", password));

    [Fact]
    public void Hash_IsSalted_Slow_AndFitsItsPasswordAlone()
    {
        string one = PasswordHash.Make("an owl on nine gates");
        string two = PasswordHash.Make("an owl on nine gates");

        Assert.NotEqual(one, two);
        Assert.StartsWith("pbkdf2-sha256$600000$", one, StringComparison.Ordinal);
        Assert.True(PasswordHash.Fits("an owl on nine gates", one));
        Assert.False(PasswordHash.Fits("an owl on nine gatez", one));
        Assert.False(PasswordHash.Fits("anything", PasswordHash.OfNobody));
    }

    [Fact]
    public async Task UnknownName_AndWrongPassword_AreAnsweredAlike()
    {
        Estate estate = new Estate().System("beacon");
        await using TestServer server = await TestServer.StartAsync(estate);
        await Administrators.CreateAsync(estate, server.Root);

        string unknown = await RefusedAsync(server, "nobody");
        string wrong = await RefusedAsync(server, "first");

        Assert.Equal(unknown, wrong);
        Assert.Contains("Name and password do not fit", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessing_IsSlowed_ForOneNameFromOneAddress_AndNobodyIsLockedOut()
    {
        ManualTime time = new();
        Estate estate = new Estate().System("beacon");
        await using TestServer server = await TestServer.StartAsync(estate, change: o => o with { Time = time });
        await Administrators.CreateAsync(estate, server.Root);
        await Administrators.CreateAsync(estate, server.Root, "second");
        using Browser browser = new();
        for (int i = 0; i < 5; i++)
        {
            await browser.SignInAsync(server.Address, password: $"a wrong one {i}");
            Assert.Equal(401, browser.Status);
        }

        await browser.SignInAsync(server.Address);
        Assert.Equal(429, browser.Status);
        Assert.Contains("ACC107", browser.Text, StringComparison.Ordinal);
        Assert.InRange(browser.Response.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        await browser.SignInAsync(server.Address, "second");
        Assert.Equal(200, browser.Status);
        time.Advance(TimeSpan.FromSeconds(30));
        await browser.SignInAsync(server.Address);
        Assert.Equal(200, browser.Status);
    }

    private static async Task<string> RefusedAsync(TestServer server, string name)
    {
        using Browser browser = new();
        await browser.SignInAsync(server.Address, name, "a wrong one here");
        Assert.Equal(401, browser.Status);
        return System.Text.RegularExpressions.Regex.Replace(browser.Text, "name=\"csrf\" value=\"[^\"]*\"", "");
    }
}
