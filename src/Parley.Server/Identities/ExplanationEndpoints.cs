using Microsoft.AspNetCore.Http;
using Parley.Engine.Identities;
using Parley.Engine.Linkage.Incremental;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>Why records are one, in words and figures: of an identity what holds it together and what would split it, of two records the waterfall of weights.</summary>
internal sealed class ExplanationEndpoints(IdentityRequest requests, IdentityFinder finder, IdentitySettings settings, DecisionTable decisions)
{
    /// <summary><c>GET /v1/identities/{id}/explanation</c>.</summary>
    public async Task ExplainAsync(HttpContext context)
    {
        Sight sight = await requests.OpenAsync(context);
        FoundIdentity identity = await finder.FindAsync(sight, IdentityRequest.RecordOf(context), context.RequestAborted) ?? throw IdentityRequest.NotFound(context);
        await requests.RecordAsync(context, sight, identity.Members, "identity-explanation");
        IdentityExplanation explanation = IdentityExplanation.Of(identity, settings, decisions, sight);
        await JsonResponse.WriteAsync(context, 200, (explanation, sight, requests.IsComplete), ExplanationJson.Write);
    }

    /// <summary><c>GET /v1/identities/comparison?left=&amp;right=</c>: any two records of persons.</summary>
    public async Task CompareAsync(HttpContext context)
    {
        Sight sight = await requests.OpenAsync(context);
        (SeenRecord left, SeenRecord right) = (await FindAsync(context, sight, "left"), await FindAsync(context, sight, "right"));
        if (left.Name == right.Name)
        {
            throw new ProblemException(new Problem(400, IdentityIssues.NotUnderstood, "A record is compared with another, not with itself.", "query: right"));
        }

        await requests.RecordAsync(context, sight, [left, right], "identity-comparison");
        LinkageIndex two = finder.Compare(left, right);
        IdentityDecisionRow[] rows = [.. DecisionTable.AsOf(decisions.Of(left.Name, right.Name), sight.AsKnownAt)];
        ReviewItem item = new(left, right, two.Explain(PublicId.Record(left.Name), PublicId.Record(right.Name)), rows, [.. rows.Select(r => ToldOf.Decision(sight, r, left, right))]);
        await JsonResponse.WriteAsync(context, 200, (item, settings, decisions.Effective(left.Name, right.Name, sight.AsKnownAt)), ExplanationJson.WriteComparison);
    }

    private static async Task<SeenRecord> FindAsync(HttpContext context, Sight sight, string name)
    {
        SeenRecord seen = await sight.FindAsync(IdentityRequest.RecordOf(context, name), context.RequestAborted)
            ?? throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"There is no record '{context.Request.Query[name]}' that this caller may see.", $"query: {name}"));
        return seen.Record.Type.Name == PersonColumns.Type
            ? seen
            : throw new ProblemException(new Problem(400, IdentityIssues.NotUnderstood, $"Weights are of persons; '{context.Request.Query[name]}' is another type of record.", $"query: {name}"));
    }
}
