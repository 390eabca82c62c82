using Parley.Engine.Identities;
using Parley.Engine.Linkage.Incremental;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>
/// Finds the identity of a record as an asker may see it. The repository's index names candidates alone; each is decided, cut down to what the asker may see, and only
/// then compared and joined, by the same rules as the whole. So what may not be seen neither joins, nor holds apart, nor shows: the answer is that of a repository
/// in which it never was.
/// </summary>
internal sealed class IdentityFinder(IdentityIndex index, IdentitySettings settings, DecisionTable decisions, Sights sights)
{
    /// <summary>No identity that is shown has more records.</summary>
    public const int MostMembers = 500;

    /// <summary>The identity of a record; null when the asker may not see the record.</summary>
    public async Task<FoundIdentity?> FindAsync(Sight sight, long record, CancellationToken cancellationToken)
    {
        if (await sight.FindAsync(record, cancellationToken) is not SeenRecord seen)
        {
            return null;
        }

        return seen.Record.Type.Name == PersonColumns.Type ? await PersonAsync(sight, seen, cancellationToken)
            : ThingKeys.Types.Contains(seen.Record.Type.Name) ? await ThingAsync(sight, seen, cancellationToken)
            : new FoundIdentity([seen], null, []);
    }

    /// <summary>The records that name the identities of some records, of those that are joined with others as far as the asker may see them.</summary>
    public async Task<IReadOnlyDictionary<long, long>> NamesAsync(Asker asker, IReadOnlyList<long> wanted, CancellationToken cancellationToken)
    {
        Sight sight = sights.Open(asker);
        Dictionary<long, long> names = [];
        HashSet<long> joined = [];
        foreach (long record in wanted)
        {
            if (names.ContainsKey(record) || await FindAsync(sight, record, cancellationToken) is not FoundIdentity identity)
            {
                continue;
            }

            // The members of one identity are often on one page.
            identity.Members.ToList().ForEach(m => names[m.Name] = identity.Id);
            joined.UnionWith(identity.Members.Count > 1 ? identity.Members.Select(m => m.Name) : []);
        }

        return wanted.Where(joined.Contains).Distinct().ToDictionary(r => r, r => names[r]);
    }

    /// <summary>An index of two persons alone, to explain them.</summary>
    public LinkageIndex Compare(SeenRecord left, SeenRecord right)
    {
        LinkageIndex two = settings.NewIndex();
        PersonColumns.Put(two, PublicId.Record(left.Name), left.Bundle.Permitted, left.Place);
        PersonColumns.Put(two, PublicId.Record(right.Name), right.Bundle.Permitted, right.Place);
        return two;
    }

    private async Task<FoundIdentity> PersonAsync(Sight sight, SeenRecord start, CancellationToken cancellationToken)
    {
        LinkageIndex mine = settings.NewIndex();
        Dictionary<long, SeenRecord> known = [];
        SortedSet<string> leftOut = new(StringComparer.Ordinal);
        HashSet<long> done = [];
        SortedSet<long> next = [start.Name];
        Take(sight, mine, known, start);
        while (next.Count > 0 && done.Count < MostMembers && !sight.IsSpent)
        {
            SeenRecord record = known[next.Min];
            next.Remove(record.Name);
            done.Add(record.Name);
            foreach (SeenRecord other in await sight.FindAsync(Candidates(sight, mine, record, leftOut), cancellationToken))
            {
                if (other.Record.Type.Name == PersonColumns.Type && !known.ContainsKey(other.Name))
                {
                    Take(sight, mine, known, other);
                }
            }

            next.UnionWith(mine.Component(PublicId.Record(record.Name)).Select(KeyOf).Where(r => !done.Contains(r)));
        }

        if (next.Count > 0)
        {
            sight.NoteCut("members");
        }

        leftOut.UnionWith(mine.Capped(PublicId.Record(start.Name)));
        List<SeenRecord> members = [.. mine.Cluster(PublicId.Record(start.Name)).Take(MostMembers).Select(id => known[KeyOf(id)])];
        return new FoundIdentity(members, mine, [.. leftOut]);
    }

    // Those that agree on enough with what the asker may see of the record, and those that somebody decided on together with it.
    private List<long> Candidates(Sight sight, LinkageIndex mine, SeenRecord record, SortedSet<string> leftOut)
    {
        HashSet<long> candidates = [.. decisions.Others(record.Name)];
        foreach (ulong key in PersonColumns.Keys(mine, record.Bundle.Permitted, record.Place))
        {
            (string rule, KeyHolders holders) = index.LikeOf(key);
            candidates.UnionWith(holders.Records);
            if (holders.AreTooMany)
            {
                leftOut.Add(rule);
            }
        }

        return index.Within(candidates, sight.MayLook);
    }

    private void Take(Sight sight, LinkageIndex mine, Dictionary<long, SeenRecord> known, SeenRecord record)
    {
        known.Add(record.Name, record);
        string id = PublicId.Record(record.Name);
        PersonColumns.Put(mine, id, record.Bundle.Permitted, record.Place);
        foreach (long other in decisions.Others(record.Name).Where(known.ContainsKey))
        {
            mine.Judge(id, PublicId.Record(other), decisions.Effective(record.Name, other, sight.AsKnownAt));
        }
    }

    private async Task<FoundIdentity> ThingAsync(Sight sight, SeenRecord start, CancellationToken cancellationToken)
    {
        Dictionary<long, SeenRecord> known = new() { [start.Name] = start };
        Dictionary<long, IReadOnlyList<ThingKey>> keys = new() { [start.Name] = ThingKeys.Of(start.Record) };
        SortedSet<string> leftOut = new(StringComparer.Ordinal);
        HashSet<long> done = [];
        SortedSet<long> next = [start.Name];
        while (next.Count > 0 && done.Count < MostMembers && !sight.IsSpent)
        {
            long record = next.Min;
            next.Remove(record);
            done.Add(record);
            foreach (ThingKey key in keys[record])
            {
                KeyHolders holders = index.HoldersOf(key);
                if (holders.AreTooMany)
                {
                    leftOut.Add(key.Kind);
                }

                foreach (SeenRecord other in await sight.FindAsync(index.Within(holders.Records, sight.MayLook), cancellationToken))
                {
                    if (known.TryAdd(other.Name, other))
                    {
                        // Kept to the keys that it holds for this asker.
                        keys.Add(other.Name, other.Record.Type.Name == start.Record.Type.Name ? ThingKeys.Of(other.Record) : []);
                    }
                }
            }

            next.UnionWith(ThingClusters.Of(start.Name, keys).Where(r => !done.Contains(r)));
        }

        if (next.Count > 0)
        {
            sight.NoteCut("members");
        }

        return new FoundIdentity([.. ThingClusters.Of(start.Name, keys).Take(MostMembers).Select(r => known[r])], null, [.. leftOut]);
    }

    private static long KeyOf(string id) => PublicId.TryParse('k', id, out long key) ? key : throw new FormatException(id);
}
