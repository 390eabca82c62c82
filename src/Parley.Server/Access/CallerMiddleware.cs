using Microsoft.AspNetCore.Http;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Access;

/// <summary>
/// The one place that finds out who calls: by key or token, by client certificate, or by session, in this order. It also keeps each caller to its allowance, and
/// pages of other sites from using a session. Endpoints then ask <see cref="Authenticator"/>.
/// </summary>
internal sealed class CallerMiddleware(
    RequestDelegate next, WorkspaceHost workspace, TokenCallers tokens, Sessions sessions, OnBehalfHeader onBehalf, RateLimiter limiter, ServerOptions options)
{
    private const string Scheme = "Bearer ";

    /// <summary>Finds the caller and goes on.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        Snapshot snapshot = workspace.Current;
        AccessState state = await FindAsync(context, snapshot);
        if (state.Caller is Caller caller)
        {
            limiter.Take(caller, snapshot.Workspace.Access.Rates);
            if (state.Session is OpenSession session && !Csrf.IsSafe(context.Request.Method))
            {
                await Csrf.CheckAsync(context, snapshot.Workspace.Access, session.Token);
            }
        }

        context.Features.Set(state);
        await next(context);
    }

    private async ValueTask<AccessState> FindAsync(HttpContext context, Snapshot snapshot)
    {
        string? authorization = context.Request.Headers.Authorization;
        if (authorization is not null)
        {
            Caller? caller = snapshot.Keys.Find(authorization, options.Time.GetUtcNow());
            return caller is null ? await ByTokenAsync(context, authorization, snapshot) : OnBehalf(context, caller, snapshot);
        }

        if (context.Connection.ClientCertificate is { } certificate && snapshot.Certificates.Find(certificate, options.Time.GetUtcNow()) is Caller known)
        {
            return OnBehalf(context, known, snapshot);
        }

        return AccessCookies.Session(context, snapshot.Workspace.Access) is string secret ? await BySessionAsync(context, secret, snapshot) : AccessState.Nobody;
    }

    private async Task<AccessState> ByTokenAsync(HttpContext context, string authorization, Snapshot snapshot)
    {
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return AccessState.Nobody;
        }

        try
        {
            Caller? caller = await tokens.FindAsync(authorization[Scheme.Length..].Trim(), snapshot, context.RequestAborted);
            return caller is null ? AccessState.Nobody : OnBehalf(context, caller, snapshot);
        }
        catch (ProblemException unreachable) when (unreachable.Problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            // Said by whichever endpoint wants a caller: addresses that are open to all stay so while a provider fails.
            return new AccessState(null, null, unreachable.Problem);
        }
    }

    private AccessState OnBehalf(HttpContext context, Caller caller, Snapshot snapshot)
    {
        if (caller.System is null)
        {
            return new AccessState(caller, null, null);
        }

        try
        {
            return new AccessState(onBehalf.Apply(context, caller, snapshot), null, null);
        }
        catch (ProblemException refused)
        {
            return new AccessState(null, null, refused.Problem);
        }
    }

    private async Task<AccessState> BySessionAsync(HttpContext context, string secret, Snapshot snapshot)
    {
        if (await sessions.FindAsync(secret, context.RequestAborted) is not OpenSession session)
        {
            return AccessState.Nobody;
        }

        SessionRow row = session.Row;
        PersonIdentity identity = new(row.Person, row.Name, row.Organisation, row.Roles.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        string keyId = $"session:{row.Handle}";
        Caller caller = row.Issuer == SessionRow.LocalIssuer ? snapshot.People.LocalAdministrator(identity, keyId) : snapshot.People.ToCaller(identity, keyId);
        return new AccessState(caller, session, null);
    }
}
