using Parley.Server.Storage;

namespace Parley.Server.Quality;

/// <summary>What a stretch of versions comes to: gathered in memory, written in one transaction, then made known to the state.</summary>
internal sealed class QualityBatch
{
    /// <summary>Findings that are new.</summary>
    public List<FindingRow> Opened { get; } = [];

    /// <summary>Findings that no longer hold.</summary>
    public List<FindingRow> Closed { get; } = [];

    /// <summary>Findings of records that were erased.</summary>
    public List<FindingRow> Dropped { get; } = [];

    /// <summary>Identifiers that records have been seen with.</summary>
    public List<(long Id, long Hash, long Record)> Keys { get; } = [];

    /// <summary>How many versions came in, were sound, and had findings of each kind, by day and system.</summary>
    public Dictionary<(long Day, string System), long[]> Days { get; } = [];

    /// <summary>The records of the stretch that are the first to be seen with an identifier.</summary>
    public IEnumerable<long> RecordsOf(long hash) => Keys.Where(k => k.Hash == hash).Select(k => k.Record);

    /// <summary>Counts a version.</summary>
    public void Count(long day, string system, IEnumerable<string> kinds)
    {
        if (!Days.TryGetValue((day, system), out long[]? counts))
        {
            Days.Add((day, system), counts = new long[2 + QualityKinds.All.Count]);
        }

        bool sound = true;
        counts[0]++;
        foreach (string kind in kinds.Distinct())
        {
            sound = false;
            for (int i = 0; i < QualityKinds.All.Count; i++)
            {
                counts[2 + i] += QualityKinds.All[i] == kind ? 1 : 0;
            }
        }

        counts[1] += sound ? 1 : 0;
    }
}
