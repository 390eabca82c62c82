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
            Dictionary<long, (RecordHead Head, VisibleBundle Bundle, int Place)> seen = await ExamineAsync(asker, choice, cancellationToken);
            more = choice.More;
            foreach (long record in choice.Chosen)
            {
                (RecordHead head, VisibleBundle bundle, int place) = seen[record];
                if (plan.Judge(bundle.Permitted, place) is SearchMatch match)
                {
                    found.Add(new FoundRecord(record, head, bundle, place, match));
                }
            }
        }

        return new SearchAnswer(
            [.. found.OrderByDescending(f => f.Match.Bits).ThenByDescending(f => f.Row.Row).ThenBy(f => f.Record)], more, filler.Filled.IsCompletedSuccessfully);
    }

    // Page by page, until nothing is left that could be among the chosen.
    private async Task<Dictionary<long, (RecordHead Head, VisibleBundle Bundle, int Place)>> ExamineAsync(Asker asker, SearchChoice choice, CancellationToken cancellationToken)
    {
        Dictionary<long, (RecordHead Head, VisibleBundle Bundle, int Place)> seen = [];
        while (choice.Next() is { Count: > 0 } page)
        {
            List<(SearchCandidate Candidate, RecordHead Head)> inForce = [];
            foreach (SearchCandidate candidate in page)
            {
                if (table.TryFind(candidate.Record, out RecordHead head) && head.InForce)
                {
                    inForce.Add((candidate, head));
                }
            }

            Dictionary<long, VisibleBundle> visible = await LookAsync(asker, [.. inForce.Select(c => c.Head.Exchange).Distinct()], cancellationToken);
            foreach ((SearchCandidate candidate, RecordHead head) in inForce)
            {
                if (visible.TryGetValue(head.Exchange, out VisibleBundle? bundle) && bundle.PlaceOf(head.Place) is >= 0 and int place
                    && (bundle.IsWhole ? choice.ConsiderWhole(candidate) : choice.Consider(candidate, bundle.Permitted, place)))
                {
                    seen[candidate.Record] = (head, bundle, place);
                }
            }
        }

        return seen;
    }

    // Reading, opening and deciding take most of a search: of many bundles each processor does its part.
    private async Task<Dictionary<long, VisibleBundle>> LookAsync(Asker asker, long[] exchanges, CancellationToken cancellationToken)
    {
        int size = Math.Max(FewestOfAPart, (exchanges.Length + Environment.ProcessorCount - 1) / Environment.ProcessorCount);
        Dictionary<long, VisibleBundle>[] parts =
            await Task.WhenAll(exchanges.Chunk(size).Select(part => Task.Run(() => view.LookAsync(asker, part, cancellationToken), cancellationToken)));
        return parts.Length == 1 ? parts[0] : parts.SelectMany(p => p).ToDictionary();
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
}
