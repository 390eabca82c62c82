using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Operations;

namespace Parley.Server.Repository;

/// <summary>Answers where the repository would, in an installation that keeps none.</summary>
internal sealed class NoRepository(Authenticator authenticator)
{
    /// <summary>Refuses, once the caller is known.</summary>
    public Task RefuseAsync(HttpContext context)
    {
        authenticator.Require(context);
        throw new ProblemException(new Problem(StatusCodes.Status404NotFound, SearchIssues.NoRepository, "The workspace does not say that one is kept.", "address"));
    }
}
