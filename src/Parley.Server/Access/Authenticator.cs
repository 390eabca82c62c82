using Microsoft.AspNetCore.Http;
using Parley.Server.Operations;

namespace Parley.Server.Access;

/// <summary>Says who calls, or refuses. Every address but health and the API's description asks it first.</summary>
internal sealed class Authenticator(WorkspaceHost workspace, ServerOptions options)
{
    /// <summary>The caller; a problem is thrown when there is none.</summary>
    public Caller Require(HttpContext context)
    {
        Caller? caller = workspace.Current.Keys.Find(context.Request.Headers.Authorization, options.Time.GetUtcNow());
        if (caller is null)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            throw new ProblemException(new Problem(401, ServerIssues.NotAuthenticated, "There is no key in the request, or it is not one that is in force.", "header Authorization"));
        }

        return caller;
    }

    /// <summary>The caller, when it has these rights.</summary>
    public Caller Require(HttpContext context, Rights rights)
    {
        Caller caller = Require(context);
        return caller.Has(rights)
            ? caller
            : throw new ProblemException(new Problem(403, ServerIssues.NotPermitted, $"This needs the right {rights}.", "header Authorization"));
    }

    /// <summary>The caller, when it is an operator.</summary>
    public Caller RequireOperator(HttpContext context)
    {
        Caller caller = Require(context);
        return caller.IsOperator
            ? caller
            : throw new ProblemException(new Problem(403, ServerIssues.NotPermitted, "This needs an operator's key.", "header Authorization"));
    }
}
