using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Operations;

namespace Parley.Server.Identities;

/// <summary>Answers where identities would, in an installation that joins no records.</summary>
internal sealed class NoIdentities(Authenticator authenticator)
{
    /// <summary>Refuses, once the caller is known.</summary>
    public Task RefuseAsync(HttpContext context)
    {
        authenticator.Require(context);
        throw new ProblemException(new Problem(StatusCodes.Status404NotFound, IdentityIssues.NoIdentities, "The workspace does not say that records are joined to identities.", "address"));
    }
}
