using Microsoft.AspNetCore.Http;
using Parley.Engine.Workspace;

namespace Parley.Server.Access;

/// <summary>The cookies: of a session, of a sign-in under way, and of a form shown before there is a session.</summary>
internal static class AccessCookies
{
    private const string SessionName = "parley";
    private const string SignInName = "parley-sign-in";
    private const string FormName = "parley-form";

    /// <summary>The secret of the session that the browser holds, or null.</summary>
    public static string? Session(HttpContext context, AccessDefinition access) => Read(context, access, SessionName);

    /// <summary>The name of the sign-in under way, or null.</summary>
    public static string? SignIn(HttpContext context, AccessDefinition access) => Read(context, access, SignInName);

    /// <summary>The secret of forms shown before there is a session, or null.</summary>
    public static string? Form(HttpContext context, AccessDefinition access) => Read(context, access, FormName);

    /// <summary>Hands out a session.</summary>
    public static void SetSession(HttpContext context, AccessDefinition access, string secret) => Set(context, access, SessionName, secret, null);

    /// <summary>Hands out a sign-in under way.</summary>
    public static void SetSignIn(HttpContext context, AccessDefinition access, string secret) => Set(context, access, SignInName, secret, PendingSignIns.Lives);

    /// <summary>Hands out a form's secret.</summary>
    public static void SetForm(HttpContext context, AccessDefinition access, string secret) => Set(context, access, FormName, secret, PendingSignIns.Lives);

    /// <summary>Takes the session back.</summary>
    public static void DeleteSession(HttpContext context, AccessDefinition access) => Set(context, access, SessionName, "", TimeSpan.Zero);

    /// <summary>Takes back what belongs to signing in.</summary>
    public static void DeleteSignIn(HttpContext context, AccessDefinition access)
    {
        Set(context, access, SignInName, "", TimeSpan.Zero);
        Set(context, access, FormName, "", TimeSpan.Zero);
    }

    // __Host-: the browser takes it over https only, from this very host, for all of it, so that neither a neighbour nor a plain http page can plant one.
    private static string NameOf(HttpContext context, AccessDefinition access, string name) =>
        PublicAddress.IsEncrypted(context, access) ? "__Host-" + name : name;

    private static string? Read(HttpContext context, AccessDefinition access, string name) =>
        context.Request.Cookies.TryGetValue(NameOf(context, access, name), out string? value) && value.Length > 0 ? value : null;

    private static void Set(HttpContext context, AccessDefinition access, string name, string value, TimeSpan? lives) => context.Response.Cookies.Append(
        NameOf(context, access, name),
        value,
        new CookieOptions
        {
            HttpOnly = true,
            Secure = PublicAddress.IsEncrypted(context, access),
            SameSite = SameSiteMode.Lax,
            Path = "/",
            MaxAge = lives,
            IsEssential = true,
        });
}
