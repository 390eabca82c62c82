using Microsoft.AspNetCore.Http;
using Parley.Server.Access;
using Parley.Server.Operations;

namespace Parley.Server.Repository;

/// <summary>Who may ask the repository: whoever may see what exchanges carried. What they are shown each decision says.</summary>
internal sealed class RepositoryAccess(Authenticator authenticator)
{
    private const int MostText = 1000;

    /// <summary>Who asks, with the purpose and reason of the headers <c>Parley-Purpose</c> and <c>Parley-Reason</c>.</summary>
    public Asker Require(HttpContext context) => new(
        authenticator.Require(context, Rights.SeeExchanges | Rights.SeeContent), Header(context, "Parley-Purpose"), Header(context, "Parley-Reason"));

    private static string? Header(HttpContext context, string name)
    {
        string? text = context.Request.Headers[name];
        return text is null || text.Length <= MostText
            ? string.IsNullOrWhiteSpace(text) ? null : text.Trim()
            : throw new ProblemException(new Problem(400, ServerIssues.BadRequest, $"It has more than {MostText} characters.", $"header {name}"));
    }
}
