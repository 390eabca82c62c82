using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Operations;

namespace Parley.Server.Media;

/// <summary>Answers where objects would be, in an installation that takes none.</summary>
internal sealed class NoMedia(Authenticator authenticator)
{
    /// <summary>Refuses, once the caller is known.</summary>
    public Task RefuseAsync(HttpContext context)
    {
        authenticator.Require(context);
        throw new ProblemException(new Problem(StatusCodes.Status404NotFound, MediaProblems.NotKept, "The workspace does not say that any are taken.", "address"));
    }
}
