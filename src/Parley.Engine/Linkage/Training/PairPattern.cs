namespace Parley.Engine.Linkage.Training;

/// <summary>What training needs to know of a pair; many pairs share one.</summary>
/// <param name="Levels">The packed levels.</param>
/// <param name="Learnable">The comparisons, as a mask, that this pair may teach: those that did not alone bring it here.</param>
/// <param name="Rarity">The rarity of the values shared, in half bits, summed.</param>
internal readonly record struct PairPattern(ulong Levels, uint Learnable, short Rarity) : IComparable<PairPattern>
{
    /// <inheritdoc/>
    public int CompareTo(PairPattern other)
    {
        int levels = Levels.CompareTo(other.Levels);
        int learnable = levels != 0 ? levels : Learnable.CompareTo(other.Learnable);
        return learnable != 0 ? learnable : Rarity.CompareTo(other.Rarity);
    }
}
