namespace Parley.Engine.Identities;

/// <summary>
/// Joins records of things by their identifiers: those that share one are one thing, unless others that share it are known to be different things (two vehicles that
/// wore one mark after another). Pure, and the order of records does not count.
/// </summary>
public static class ThingClusters
{
    /// <summary>The records that are one thing with a record, itself among them, in order.</summary>
    /// <param name="start">The record.</param>
    /// <param name="records">All records at hand with their identifiers.</param>
    public static IReadOnlyList<long> Of(long start, IReadOnlyDictionary<long, IReadOnlyList<ThingKey>> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        ILookup<ThingKey, long> holders = records.SelectMany(r => r.Value.Select(key => (Key: key, Record: r.Key))).ToLookup(h => h.Key, h => h.Record);
        SortedSet<long> cluster = [start];
        Queue<long> next = new([start]);
        while (next.TryDequeue(out long record))
        {
            foreach (ThingKey key in records[record].Where(key => Joins(key, holders[key], records)))
            {
                foreach (long holder in holders[key].Where(cluster.Add))
                {
                    next.Enqueue(holder);
                }
            }
        }

        return [.. cluster];
    }

    /// <summary>Whether an identifier joins those who hold it.</summary>
    public static bool Joins(ThingKey key, IEnumerable<long> holders, IReadOnlyDictionary<long, IReadOnlyList<ThingKey>> records) =>
        key.IsExclusive || holders.SelectMany(h => records[h].Where(k => k.IsExclusive).Take(1)).Distinct().Count() <= 1;
}
