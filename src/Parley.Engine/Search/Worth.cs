using Parley.Engine.Linkage.Models;

namespace Parley.Engine.Search;

/// <summary>
/// What an agreement is worth, in bits, by the general person model. How rare a value is among the records stays out of it: that figure would tell an asker
/// of records that the asker may not see.
/// </summary>
internal static class Worth
{
    private static readonly Dictionary<(ComparisonKind Kind, string Level), double> s_bits = Enum.GetValues<ComparisonKind>()
        .SelectMany(k => LinkageModelText.General.For(k, "").Levels.Select(l => (Key: (k, l.Name), Bits: Math.Log2(l.Match / l.Stranger))))
        .ToDictionary(l => l.Key, l => l.Bits);

    /// <summary>The bits of a level of a comparison.</summary>
    public static double Of(ComparisonKind kind, string level) => s_bits[(kind, level)];
}
