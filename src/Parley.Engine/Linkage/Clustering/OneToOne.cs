using Parley.Engine.Linkage.Records;

namespace Parley.Engine.Linkage.Clustering;

/// <summary>Leaves each record at most one partner in the other source: the heaviest pairs first.</summary>
internal static class OneToOne
{
    /// <summary>Chooses among pairs that come heaviest first.</summary>
    public static ScoredPair[] Choose(RecordTable table, ReadOnlySpan<ScoredPair> pairs)
    {
        bool[] taken = new bool[table.Count];
        List<ScoredPair> chosen = [];
        foreach (ScoredPair pair in pairs)
        {
            if (!taken[pair.Left] && !taken[pair.Right])
            {
                taken[pair.Left] = true;
                taken[pair.Right] = true;
                chosen.Add(pair);
            }
        }

        return [.. chosen];
    }
}
