using Microsoft.AspNetCore.Http;
using Parley.Engine.Issues;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Operations;

namespace Parley.Server.Repository;

/// <summary>Who may ask the repository: whoever may see what exchanges carried. What they are shown each decision says.</summary>
internal sealed class RepositoryAccess(Authenticator authenticator, WorkspaceHost workspace, Disclosure disclosure)
{
    /// <summary>Who asks, with the purpose and reason of the headers <c>Parley-Purpose</c> and <c>Parley-Reason</c>.</summary>
    public Asker Require(HttpContext context) => new(
        authenticator.Require(context, Rights.SeeExchanges | Rights.SeeContent), StatedReason.PurposeOf(context), StatedReason.ReasonOf(context));

    /// <summary>Refuses names that are no record types.</summary>
    /// <param name="names">The names.</param>
    /// <param name="code">What is to be said is wrong.</param>
    /// <param name="place">Where they stand in the request.</param>
    public void RequireTypes(IEnumerable<string> names, IssueCode code, string place)
    {
        IEnumerable<string> known = workspace.Current.Workspace.Dictionary.Types.Keys;
        if (names.FirstOrDefault(n => !known.Contains(n)) is string unknown)
        {
            throw new ProblemException(new Problem(400, code, KnownWords.Unknown("record type", unknown, known), place));
        }
    }

    /// <summary>
    /// Refuses names of systems of which the asker may see nothing: a search of them would find nothing, for a mistyped name as for one that is not shared. The answer does not tell
    /// the two apart, and names only systems that the asker may know.
    /// </summary>
    /// <param name="asker">Who asks.</param>
    /// <param name="names">The names.</param>
    /// <param name="code">What is to be said is wrong.</param>
    /// <param name="place">Where they stand in the request.</param>
    public void RequireSystems(Asker asker, IReadOnlyCollection<string> names, IssueCode code, string place)
    {
        if (names.Count == 0)
        {
            return;
        }

        string[] known = [.. workspace.Current.Workspace.Systems.Keys.Where(s => disclosure.MayLook(asker.Caller, s, asker.Purpose, asker.Reason))];
        if (names.FirstOrDefault(n => !known.Contains(n)) is string unknown)
        {
            string purpose = asker.Purpose is null ? "without a purpose" : $"for the purpose '{KnownWords.Shown(asker.Purpose)}'";
            throw new ProblemException(new Problem(400, code, KnownWords.Unknown($"system of which anything may be seen {purpose}", unknown, known), place));
        }
    }
}
