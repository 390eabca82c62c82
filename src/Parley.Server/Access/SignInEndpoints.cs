using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parley.Engine.Workspace;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Access;

/// <summary><c>/sign-in</c>: to the provider and back, or by a local administrator's password.</summary>
internal sealed class SignInEndpoints(
    WorkspaceHost workspace, SignInFlow flow, LocalSignIn local, Sessions sessions, AccessLedger ledger, RateLimiter limiter, ILogger<SignInEndpoints> log)
{
    private const int MostNameCharacters = 64;

    private AccessDefinition Access => workspace.Current.Workspace.Access;

    /// <summary>Sends the browser to the provider; without one, to the local form.</summary>
    public Task BeginAsync(HttpContext context) => AsPageAsync(context, async () =>
    {
        string path = ReturnPath.Of(context.Request.Query["return"]);
        if (Access.Provider is null)
        {
            context.Response.Redirect($"/sign-in/local?return={Uri.EscapeDataString(path)}");
            return;
        }

        limiter.TakeAnonymous(context, Access.Rates);
        (string url, string secret) = await flow.BeginAsync(context, Access, path);
        AccessCookies.SetSignIn(context, Access, secret);
        context.Response.Redirect(url);
    });

    /// <summary>Takes the browser back from the provider, signed in.</summary>
    public Task CallbackAsync(HttpContext context) => AsPageAsync(context, async () =>
    {
        limiter.TakeAnonymous(context, Access.Rates);
        (JsonElement claims, string idToken, string path) = await flow.EndAsync(context, Access);
        PersonIdentity identity = workspace.Current.People.FromClaims(claims, Access.Provider!)
            ?? throw new ProblemException(new Problem(401, AccessProblems.SignInRefused, "The provider names no person.", "sign-in"));
        await BeginSessionAsync(context, identity, Access.Provider!.Issuer, idToken, path);
    });

    /// <summary>Shows the form for a local administrator.</summary>
    public Task LocalFormAsync(HttpContext context) => AsPageAsync(context, () => ShowFormAsync(context, 200, ReturnPath.Of(context.Request.Query["return"]), null));

    /// <summary>Takes the form.</summary>
    public Task LocalAsync(HttpContext context) => AsPageAsync(context, async () =>
    {
        await Csrf.CheckAsync(context, Access, FormSecret(context) ?? "");
        IFormCollection form = await Csrf.FormAsync(context);
        string name = ((string?)form["name"] ?? "").Trim();
        string path = ReturnPath.Of(form["return"]);
        limiter.TakeSignIn(context, name.Length > MostNameCharacters ? "" : name, Access.Rates);
        PersonIdentity? identity = name.Length > MostNameCharacters ? null : await local.CheckAsync(name, (string?)form["password"] ?? "", context.RequestAborted);
        if (identity is null)
        {
            // The name is not recorded: people type passwords into the wrong field.
            await ledger.WriteAsync("person:unknown", null, "sign-in-refused", context.RequestAborted);
            Log.SignInRefused(log, $"name and password of a local administrator, from {RateLimiter.Address(context)}");
            await ShowFormAsync(context, 401, path, "Name and password do not fit.");
            return;
        }

        await BeginSessionAsync(context, identity, SessionRow.LocalIssuer, null, path);
    });

    private async Task BeginSessionAsync(HttpContext context, PersonIdentity identity, string issuer, string? idToken, string path)
    {
        string secret = await sessions.BeginAsync(identity, issuer, idToken, AccessCookies.Session(context, Access), context.RequestAborted);
        AccessCookies.DeleteSignIn(context, Access);
        AccessCookies.SetSession(context, Access, secret);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
    }

    /// <summary>What proves that we showed the form: the session's secret for whoever is signed in and signs in anew, otherwise a cookie of the form's own.</summary>
    private string? FormSecret(HttpContext context) =>
        context.Features.Get<AccessState>()?.Session?.Token ?? AccessCookies.Form(context, Access);

    private Task ShowFormAsync(HttpContext context, int status, string path, string? wrong)
    {
        string? known = FormSecret(context);
        string secret = known ?? Sessions.NewSecret();
        if (known is null)
        {
            AccessCookies.SetForm(context, Access, secret);
        }

        HtmlPage page = new();
        if (wrong is not null)
        {
            page.Raw("<div class=\"wrong\" role=\"alert\"><p>").Text(wrong).Raw("</p></div>");
        }

        page.Raw("<p>This is for a local administrator. Everybody else signs in <a href=\"/sign-in\">at the identity provider</a>.</p>")
            .Form("/sign-in/local", Csrf.TokenOf(secret))
            .Raw("<input type=\"hidden\" name=\"return\" value=\"").Text(path).Raw("\">")
            .Raw("<label for=\"name\">Name</label><input id=\"name\" name=\"name\" autocomplete=\"username\" autocapitalize=\"none\" spellcheck=\"false\" required>")
            .Raw("<label for=\"password\">Password</label><input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"current-password\" required>")
            .Raw("<button>Sign in</button></form>");
        return page.WriteAsync(context, status, "Sign in");
    }

    /// <summary>People see pages, not problem details; and no page is shown over a line that others can read.</summary>
    private async Task AsPageAsync(HttpContext context, Func<Task> handle)
    {
        try
        {
            if (!PublicAddress.MayKeepSessions(context, Access))
            {
                throw new ProblemException(new Problem(403, AccessProblems.NeedsHttps, "The session could be read on its way.", "address"));
            }

            await handle();
        }
        catch (ProblemException refused)
        {
            if (refused.Problem.Code == AccessProblems.SignInRefused)
            {
                Log.SignInRefused(log, refused.Problem.Cause);
                await ledger.WriteAsync("person:unknown", null, "sign-in-refused", context.RequestAborted);
            }

            await HtmlPage.RefuseAsync(context, refused.Problem);
        }
    }
}
