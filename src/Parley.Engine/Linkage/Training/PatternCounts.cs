using System.Runtime.InteropServices;

namespace Parley.Engine.Linkage.Training;

/// <summary>Counts patterns. The counts are whole numbers and read out in order, so that neither threads nor the order of records change a trained figure.</summary>
internal sealed class PatternCounts
{
    private readonly Dictionary<PairPattern, int> _counts = [];

    /// <summary>Counts a pair.</summary>
    public void Add(PairPattern pattern) => CollectionsMarshal.GetValueRefOrAddDefault(_counts, pattern, out _)++;

    /// <summary>Adds another thread's counts.</summary>
    public void Add(PatternCounts other)
    {
        foreach ((PairPattern pattern, int count) in other._counts)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, pattern, out _) += count;
        }
    }

    /// <summary>All patterns in order.</summary>
    public (PairPattern[] Patterns, int[] Counts) InOrder()
    {
        PairPattern[] patterns = [.. _counts.Keys];
        Array.Sort(patterns);
        return (patterns, [.. patterns.Select(p => _counts[p])]);
    }
}
