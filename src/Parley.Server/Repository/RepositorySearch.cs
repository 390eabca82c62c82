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
    private const int MostCandidates = 500;

    /// <summary>Finds what an asker may see.</summary>
    public async Task<SearchAnswer> FindAsync(Asker asker, SearchQuery query, CancellationToken cancellationToken)
    {
        QueryPlan plan = QueryPlan.Of(query);
        HashSet<int> wanted = Wanted(asker, query);
        (IReadOnlyList<long> candidates, bool more) = wanted.Count == 0 ? ([], false) : index.Find(plan, wanted.Contains, MostCandidates);
        Dictionary<long, VisibleBundle?> seen = [];
        List<FoundRecord> found = [];
        foreach (long record in candidates)
        {
            if (!table.TryFind(record, out RecordHead head) || !head.InForce)
            {
                continue;
            }

            if (!seen.TryGetValue(head.Exchange, out VisibleBundle? bundle))
            {
                seen[head.Exchange] = bundle = await view.LookAsync(asker, head.Exchange, cancellationToken);
            }

            int place = bundle?.PlaceOf(head.Place) ?? -1;
            if (place >= 0 && plan.Judge(bundle!.Permitted, place) is SearchMatch match)
            {
                found.Add(new FoundRecord(record, head, bundle, place, match));
            }
        }

        return new SearchAnswer(
            [.. found.OrderByDescending(f => f.Match.Bits).ThenByDescending(f => f.Row.Row).ThenBy(f => f.Record)], more, filler.Filled.IsCompletedSuccessfully);
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
