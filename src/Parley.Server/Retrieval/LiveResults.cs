using Parley.Engine.Search;
using Parley.Engine.Sharing;
using Parley.Server.Exchanges;
using Parley.Server.Repository;

namespace Parley.Server.Retrieval;

/// <summary>
/// What an asker may see of what systems answered. Each answer is decided as anything that leaves the platform; what is left is compared with the search, so that a system that
/// answers with another person, or more than it was asked for, adds nothing.
/// </summary>
internal sealed class LiveResults(Disclosure disclosure)
{
    /// <summary>The records of some systems that meet the search, each once.</summary>
    public IReadOnlyList<FoundRecord> Of(LiveSearch search, IEnumerable<AskedView> systems)
    {
        QueryPlan plan = QueryPlan.Of(search.Query);
        Dictionary<long, FoundRecord> found = [];
        foreach (StoredBundle stored in systems.SelectMany(s => s.State.Bundles))
        {
            Decision decision = disclosure.Look(search.Asker.Caller, stored.Row.System, stored.Content, search.Asker.Purpose, search.Asker.Reason);
            if (VisibleBundle.Of(stored, decision) is not VisibleBundle visible)
            {
                continue;
            }

            foreach (FoundRecord record in Matches(search.Query, plan, visible))
            {
                if (!found.TryGetValue(record.Record, out FoundRecord? before) || record.Match.Bits > before.Match.Bits)
                {
                    found[record.Record] = record;
                }
            }
        }

        return [.. found.Values];
    }

    /// <summary>Joins what the repository has with what systems said just now: of one record of one system the newer counts. Best first.</summary>
    public static SearchAnswer Merge(SearchAnswer? stored, IReadOnlyList<FoundRecord> live)
    {
        HashSet<long> now = [.. live.Select(r => r.Record)];
        IEnumerable<FoundRecord> all = live.Concat(stored?.Found.Where(r => !now.Contains(r.Record)) ?? []);
        return new SearchAnswer(
            [.. all.OrderByDescending(f => f.Match.Bits).ThenByDescending(f => f.IsLive).ThenByDescending(f => f.Row.Row).ThenBy(f => f.Record)],
            stored?.More ?? false,
            stored?.Complete ?? true);
    }

    private static IEnumerable<FoundRecord> Matches(SearchQuery query, QueryPlan plan, VisibleBundle visible)
    {
        for (int i = 0; i < visible.Stored.Names.Count; i++)
        {
            if (visible.PlaceOf(i) is >= 0 and int at
                && (query.Types.Count == 0 || query.Types.Contains(visible.Permitted.Records[at].Type.Name, StringComparer.Ordinal))
                && plan.Judge(visible.Permitted, at) is SearchMatch match)
            {
                yield return new FoundRecord(visible.Stored.Names[i], new RecordHead(0, 0, 0, i, 0), visible, at, match) { IsLive = true };
            }
        }
    }
}
