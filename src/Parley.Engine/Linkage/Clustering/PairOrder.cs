using Parley.Engine.Linkage.Records;

namespace Parley.Engine.Linkage.Clustering;

/// <summary>Orders pairs from the heaviest; ties by the ids of their records, so that the order in which records came does not count.</summary>
internal sealed class PairOrder(RecordTable table) : IComparer<ScoredPair>
{
    /// <inheritdoc/>
    public int Compare(ScoredPair x, ScoredPair y)
    {
        int weight = y.Weight.CompareTo(x.Weight);
        if (weight != 0)
        {
            return weight;
        }

        (int lowX, int highX) = InOrder(x);
        (int lowY, int highY) = InOrder(y);
        int low = Rows(lowX, lowY);
        return low != 0 ? low : Rows(highX, highY);
    }

    /// <summary>Compares two rows by id, then source.</summary>
    public int Rows(int a, int b)
    {
        int id = string.CompareOrdinal(table.Id(a), table.Id(b));
        return id != 0 ? id : table.Source(a).CompareTo(table.Source(b));
    }

    private (int Low, int High) InOrder(ScoredPair pair) => Rows(pair.Left, pair.Right) <= 0 ? (pair.Left, pair.Right) : (pair.Right, pair.Left);
}
