namespace Parley.Engine.Search;

/// <summary>A record that may meet a query.</summary>
/// <param name="Record">Its name.</param>
/// <param name="Order">The most that it can be worth, then how new it is.</param>
public readonly record struct SearchCandidate(long Record, long Order)
{
    private const int PlaceBits = 32;

    /// <summary>What all of the record is worth, of which the asker may see less.</summary>
    public int Worth => (int)(Order >> PlaceBits);

    /// <summary>A candidate at a place of the index.</summary>
    internal static SearchCandidate Of(long record, int worth, int place) => new(record, OrderOf(worth, place));

    /// <summary>The order of what is worth this at a place.</summary>
    internal static long OrderOf(int worth, int place) => ((long)worth << PlaceBits) | (uint)place;

    /// <summary>The same candidate, worth what is said.</summary>
    internal SearchCandidate WithWorth(int worth) => Of(Record, worth, (int)(uint)Order);
}
