using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Workspace;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Access;

/// <summary><c>/account</c> and <c>/sign-out</c>: who I am here, what I may do, where I am signed in, and out again.</summary>
internal sealed class AccountEndpoints(Authenticator authenticator, WorkspaceHost workspace, Sessions sessions, SignInFlow flow)
{
    private AccessDefinition Access => workspace.Current.Workspace.Access;

    /// <summary>A page for browsers, JSON for others.</summary>
    public async Task GetAsync(HttpContext context)
    {
        bool browser = WantsPage(context);
        if (browser && Authenticator.Find(context) is null)
        {
            context.Response.Redirect("/sign-in?return=/account");
            return;
        }

        Caller caller = authenticator.Require(context);
        OpenSession? session = context.Features.Get<AccessState>()!.Session;
        if (!browser)
        {
            await JsonResponse.WriteAsync(context, 200, (caller, session), static (writer, state) => Write(writer, state.caller, state.session));
            return;
        }

        await ShowAsync(context, caller, session);
    }

    /// <summary>Ends one of the person's sessions, or all but this one.</summary>
    public async Task EndSessionsAsync(HttpContext context)
    {
        OpenSession session = RequireSession(context);
        string wanted = (string?)(await Csrf.FormAsync(context))["session"] ?? "";
        foreach (SessionRow row in await sessions.OfSamePersonAsync(session.Row, context.RequestAborted))
        {
            if (row.Handle == wanted || (wanted == "others" && row.Handle != session.Row.Handle))
            {
                await sessions.EndAsync(row, context.RequestAborted);
            }
        }

        SeeOther(context, "/account");
    }

    /// <summary>Asks, or says that nobody is signed in any more.</summary>
    public Task SignOutFormAsync(HttpContext context)
    {
        OpenSession? session = context.Features.Get<AccessState>()?.Session;
        return session is null
            ? new HtmlPage().Raw("<p>You are signed out here.</p><p><a href=\"/sign-in\">Sign in</a></p>").WriteAsync(context, 200, "Signed out")
            : SignOutForm(new HtmlPage(), session).WriteAsync(context, 200, "Sign out", ProviderOrigin());
    }

    /// <summary>Ends the session here, then at the provider.</summary>
    public async Task SignOutAsync(HttpContext context)
    {
        OpenSession session = RequireSession(context);
        await sessions.EndAsync(session.Row, context.RequestAborted);
        AccessCookies.DeleteSession(context, Access);
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"cookies\", \"storage\"";
        string? provider = null;
        try
        {
            provider = await flow.SignOutUrlAsync(context, Access, session.Row.IdToken);
        }
        catch (ProblemException)
        {
            // Signed out here whether or not the provider can be told.
        }

        SeeOther(context, provider ?? "/sign-out");
    }

    private static bool WantsPage(HttpContext context) =>
        context.Request.Headers.Authorization.Count == 0 && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private OpenSession RequireSession(HttpContext context)
    {
        authenticator.Require(context);
        return context.Features.Get<AccessState>()!.Session
            ?? throw new ProblemException(new Problem(403, ServerIssues.NotPermitted, "This is for people who are signed in by a browser.", "cookie"));
    }

    private static void SeeOther(HttpContext context, string url)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = url;
    }

    private string? ProviderOrigin() => Access.Provider is { } provider ? new Uri(provider.Issuer).GetLeftPart(UriPartial.Authority) : null;

    private static HtmlPage SignOutForm(HtmlPage page, OpenSession session) =>
        page.Form("/sign-out", Csrf.TokenOf(session.Token)).Raw("<button>Sign out</button></form>");

    private async Task ShowAsync(HttpContext context, Caller caller, OpenSession? session)
    {
        HtmlPage page = new HtmlPage().Raw("<dl>")
            .Line("Name", caller.PersonName ?? caller.Name)
            .Line("Identifier", caller.Person ?? caller.Name)
            .Line("Organisation", OrganisationName(caller.Organisation))
            .Line("Roles", string.Join(", ", caller.Roles))
            .Line("Rights", string.Join(", ", RightNames.Of(caller.Rights)))
            .Raw("</dl>");
        if (session is not null)
        {
            List<SessionRow> rows = await sessions.OfSamePersonAsync(session.Row, context.RequestAborted);
            AddSessions(page, rows, session);
            SignOutForm(page, session);
        }

        await page.WriteAsync(context, 200, "Your account", ProviderOrigin());
    }

    private static void AddSessions(HtmlPage page, List<SessionRow> rows, OpenSession session)
    {
        page.Raw("<h2>Where you are signed in</h2><table><thead><tr><th scope=\"col\">Since (UTC)</th><th scope=\"col\">Last used (UTC)</th><th scope=\"col\">Action</th></tr></thead><tbody>");
        foreach (SessionRow row in rows)
        {
            page.Raw("<tr><td>").Text(Shown(row.Created)).Raw("</td><td>").Text(Shown(row.Used)).Raw("</td><td>");
            if (row.Handle == session.Row.Handle)
            {
                page.Raw("this session");
            }
            else
            {
                page.Form("/account/sessions/end", Csrf.TokenOf(session.Token))
                    .Raw("<input type=\"hidden\" name=\"session\" value=\"").Text(row.Handle).Raw("\"><button>End the session since ").Text(Shown(row.Created)).Raw("</button></form>");
            }

            page.Raw("</td></tr>");
        }

        page.Raw("</tbody></table>");
    }

    private string? OrganisationName(string? id) =>
        id is not null && workspace.Current.Workspace.Organisations.TryGetValue(id, out OrganisationDefinition? organisation) ? organisation.Name : id;

    private static string Shown(long at) => Clock.Moment(at).ToString("d MMMM yyyy HH:mm", CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter writer, Caller caller, OpenSession? session)
    {
        writer.WriteStartObject();
        writer.WriteString("caller"u8, caller.Actor);
        WriteText(writer, "onBehalfOf", caller.OnBehalfOf);
        WriteText(writer, "name", caller.PersonName);
        WriteText(writer, "organisation", caller.Organisation);
        WriteList(writer, "roles", caller.Roles);
        WriteList(writer, "rights", RightNames.Of(caller.Rights));
        if (session is not null)
        {
            writer.WriteString("csrfToken"u8, Csrf.TokenOf(session.Token));
        }

        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
