using Parley.Server.Access;

namespace Parley.Server.Tests.Support;

/// <summary>Local administrators for tests, and how they sign in.</summary>
internal static class Administrators
{
    public const string Password = "an owl on nine gates";

    public static async Task CreateAsync(Estate estate, string root, string name = "first", TimeProvider? time = null)
    {
        await using LocalAdministrators administrators = await LocalAdministrators.OpenAsync(estate.Build(), root, time ?? TimeProvider.System, CancellationToken.None);
        await administrators.CreateAsync(name, Password, "person:os:test", rounds: 1000, CancellationToken.None);
    }

    public static async Task DisableAsync(Estate estate, string root, string name = "first")
    {
        await using LocalAdministrators administrators = await LocalAdministrators.OpenAsync(estate.Build(), root, TimeProvider.System, CancellationToken.None);
        await administrators.DisableAsync(name, "person:os:test", CancellationToken.None);
    }

    /// <summary>Signs in by the form.</summary>
    public static async Task SignInAsync(this Browser browser, Uri server, string name = "first", string password = Password, bool follow = true)
    {
        await browser.GetAsync(server, "/sign-in/local");
        await browser.SubmitAsync(follow, ("name", name), ("password", password));
    }
}
