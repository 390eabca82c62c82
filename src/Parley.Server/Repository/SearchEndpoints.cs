using Microsoft.AspNetCore.Http;
using Parley.Engine.Search;
using Parley.Server.Operations;

namespace Parley.Server.Repository;

/// <summary>Answers searches of the repository, and <c>GET /v1/search</c> for a box in which somebody types. Who was shown whom is recorded before the answer.</summary>
internal sealed class SearchEndpoints(RepositoryAccess access, RepositorySearch search, SearchConsultation consultations, IdentitiesOf? identities = null)
{
    /// <summary>Answers with what begins as the words so far.</summary>
    public async Task TypeAsync(HttpContext context)
    {
        Asker asker = access.Require(context);
        SearchBody asked = SearchBody.Read(context.Request);
        access.RequireTypes(asked.Query.Types, SearchIssues.NotUnderstood, "query: type");
        await AnswerAsync(context, asker, asked, "search-typing");
    }

    /// <summary>What the repository has of what is looked for, as far as the asker may see it.</summary>
    public Task<SearchAnswer> FindAsync(Asker asker, SearchQuery query, CancellationToken cancellationToken) => search.FindAsync(asker, query, cancellationToken);

    /// <summary>Answers with a page of what was found, best first.</summary>
    public async Task AnswerAsync(HttpContext context, Asker asker, SearchBody asked, string outcome)
    {
        SearchAnswer answer = await search.FindAsync(asker, asked.Query, context.RequestAborted);
        List<FoundRecord> page = [.. answer.Found.Skip(First(answer.Found, asked.After)).Take(asked.Limit)];
        string? next = page.Count > 0 && page[^1] != answer.Found[^1] ? SearchBody.EndOf(page[^1]) : null;
        await consultations.RecordAsync(context, asker, page, outcome, outcome);
        SearchPage shown = new(answer, page, next) { Identities = await IdentitiesAsync(asker, asked, page, context.RequestAborted) };
        await JsonResponse.WriteAsync(context, 200, shown, SearchJson.Write);
    }

    /// <summary>The identities of stored results that are joined with other records, where that is asked for.</summary>
    public async Task<IReadOnlyDictionary<long, long>> IdentitiesAsync(Asker asker, SearchBody asked, IReadOnlyList<FoundRecord> page, CancellationToken cancellationToken) =>
        identities is null || !asked.Identities ? new Dictionary<long, long>() : await identities(asker, [.. page.Select(f => f.Record)], cancellationToken);

    // After the record that ended the page before; when that is gone meanwhile, after its weight.
    private static int First(IReadOnlyList<FoundRecord> all, (double Bits, long Record)? after)
    {
        if (after is not (double bits, long record))
        {
            return 0;
        }

        int heavier = 0;
        for (int i = 0; i < all.Count; i++)
        {
            if (all[i].Record == record)
            {
                return i + 1;
            }

            heavier += all[i].Match.Bits >= bits ? 1 : 0;
        }

        return heavier;
    }
}
