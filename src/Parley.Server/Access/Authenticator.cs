using Microsoft.AspNetCore.Http;
using Parley.Server.Operations;

namespace Parley.Server.Access;

/// <summary>Says who calls, or refuses. Every address but health, sign-in and the API's description asks it first; <see cref="CallerMiddleware"/> has found the caller.</summary>
internal sealed class Authenticator(WorkspaceHost workspace, RateLimiter limiter)
{
    /// <summary>The caller, or null when nobody is known.</summary>
    public static Caller? Find(HttpContext context) => context.Features.Get<AccessState>()?.Caller;

    /// <summary>The caller; a problem is thrown when there is none.</summary>
    public Caller Require(HttpContext context)
    {
        AccessState state = context.Features.Get<AccessState>() ?? AccessState.Nobody;
        if (state.Caller is Caller caller)
        {
            return caller;
        }

        limiter.TakeAnonymous(context, workspace.Current.Workspace.Access.Rates);
        if (state.Refusal is Problem refusal)
        {
            throw new ProblemException(refusal);
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        throw new ProblemException(new Problem(
            401, ServerIssues.NotAuthenticated, "There is no key, token, certificate or session in the request, or it is not one that is in force.", "header Authorization"));
    }

    /// <summary>The caller, when it has these rights.</summary>
    public Caller Require(HttpContext context, Rights rights)
    {
        Caller caller = Require(context);
        return caller.Has(rights)
            ? caller
            : throw new ProblemException(new Problem(
                403, ServerIssues.NotPermitted, $"This needs the right {string.Join(", ", RightNames.Of(rights & ~caller.Rights))}.", "header Authorization"));
    }

    /// <summary>The caller, when it is an operator.</summary>
    public Caller RequireOperator(HttpContext context)
    {
        Caller caller = Require(context);
        return caller.IsOperator
            ? caller
            : throw new ProblemException(new Problem(403, ServerIssues.NotPermitted, "This needs an operator's key, or a person with the right operate.", "header Authorization"));
    }
}
