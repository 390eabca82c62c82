using Parley.Engine.Search;
using Parley.Server.Exchanges;

namespace Parley.Server.Repository;

/// <summary>
/// Searches the repository. The index names candidates; of each the decision is asked, what may not be seen is cut away, and only what is left is compared,
/// ranked, counted and paged: what an asker may not see neither finds nor ranks nor counts.
/// </summary>
internal sealed class RepositorySearch(
    SearchIndex index, SearchGroups groups, SearchFiller filler, RecordTable table, RepositoryView view, Disclosure disclosure)
{
    private const int FewestOfAPart = 50;

    /// <summary>Finds what an asker may see.</summary>
    public async Task<SearchAnswer> FindAsync(Asker asker, SearchQuery query, CancellationToken cancellationToken)
    {
        await filler.FilledSoonAsync(cancellationToken);
        QueryPlan plan = QueryPlan.Of(query);
        HashSet<int> wanted = Wanted(asker, query);
        List<FoundRecord> found = [];
        bool more = false;
        if (wanted.Count > 0)
        {
            SearchChoice choice = index.Find(plan, wanted.Contains);
            Dictionary<long, Seen> considered = await ExamineAsync(asker, choice, cancellationToken);
            more = choice.More;
            found = await JudgeAsync(plan, [.. choice.Chosen.Select(record => considered[record])], cancellationToken);
        }

        return new SearchAnswer(
            [.. found.OrderByDescending(f => f.Match.Bits).ThenByDescending(f => f.Row.Row).ThenBy(f => f.Record)], more, filler.Filled.IsCompletedSuccessfully);
    }

    // Page by page, until nothing is left that could be among the chosen.
    private async Task<Dictionary<long, Seen>> ExamineAsync(Asker asker, SearchChoice choice, CancellationToken cancellationToken)
    {
        Dictionary<long, Seen> considered = [];
        while (choice.Next() is { Count: > 0 } page)
        {
            foreach (List<Seen> part in await InPartsAsync(page, candidates => LookAsync(asker, choice, candidates, cancellationToken), cancellationToken))
            {
                foreach (Seen seen in part)
                {
                    if (choice.Consider(seen.Candidate, seen.Worth))
                    {
                        considered[seen.Candidate.Record] = seen;
                    }
                }
            }
        }

        return considered;
    }

    // Reading, deciding and comparing take most of a search: of many records each processor does its part.
    private static Task<TDone[]> InPartsAsync<T, TDone>(IReadOnlyCollection<T> all, Func<T[], Task<TDone>> ask, CancellationToken cancellationToken)
    {
        int size = Math.Max(FewestOfAPart, (all.Count + Environment.ProcessorCount - 1) / Environment.ProcessorCount);
        return Task.WhenAll(all.Chunk(size).Select(part => Task.Run(() => ask(part), cancellationToken)));
    }

    private async Task<List<Seen>> LookAsync(Asker asker, SearchChoice choice, SearchCandidate[] candidates, CancellationToken cancellationToken)
    {
        List<(SearchCandidate Candidate, RecordHead Head)> inForce = [];
        foreach (SearchCandidate candidate in candidates)
        {
            if (table.TryFind(candidate.Record, out RecordHead head) && head.InForce)
            {
                inForce.Add((candidate, head));
            }
        }

        Dictionary<long, VisibleBundle> visible = await view.LookAsync(asker, [.. inForce.Select(c => c.Head.Exchange).Distinct()], cancellationToken);
        List<Seen> seen = new(inForce.Count);
        foreach ((SearchCandidate candidate, RecordHead head) in inForce)
        {
            if (visible.TryGetValue(head.Exchange, out VisibleBundle? bundle) && bundle.PlaceOf(head.Place) is >= 0 and int place)
            {
                seen.Add(new Seen(candidate, head, bundle, place, bundle.IsWhole ? candidate.Worth : choice.WorthOf(bundle.Permitted, place)));
            }
        }

        return seen;
    }

    private static async Task<List<FoundRecord>> JudgeAsync(QueryPlan plan, List<Seen> chosen, CancellationToken cancellationToken)
    {
        FoundRecord?[][] parts = await InPartsAsync(chosen, part => Task.FromResult(Array.ConvertAll(part, Judge)), cancellationToken);
        return [.. parts.SelectMany(p => p).OfType<FoundRecord>()];

        FoundRecord? Judge(Seen seen) => plan.Judge(seen.Bundle.Permitted, seen.Place) is SearchMatch match
            ? new FoundRecord(seen.Candidate.Record, seen.Head, seen.Bundle, seen.Place, match)
            : null;
    }

    // Systems of which the asker may see nothing at all are left out before anything is looked for.
    private HashSet<int> Wanted(Asker asker, SearchQuery query)
    {
        Dictionary<string, bool> systems = [];
        HashSet<int> wanted = [];
        IReadOnlyList<(string Type, string System)> all = groups.All;
        for (int i = 0; i < all.Count; i++)
        {
            (string type, string system) = all[i];
            if ((query.Types.Count > 0 && !query.Types.Contains(type, StringComparer.Ordinal)) || (query.Systems.Count > 0 && !query.Systems.Contains(system, StringComparer.Ordinal)))
            {
                continue;
            }

            if (!systems.TryGetValue(system, out bool may))
            {
                systems[system] = may = disclosure.MayLook(asker.Caller, system, asker.Purpose, asker.Reason);
            }

            if (may)
            {
                wanted.Add(i);
            }
        }

        return wanted;
    }

    /// <summary>A candidate as the asker may see it, and what that is worth.</summary>
    private sealed record Seen(SearchCandidate Candidate, RecordHead Head, VisibleBundle Bundle, int Place, int Worth);
}
