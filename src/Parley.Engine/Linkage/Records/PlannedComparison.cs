using Parley.Engine.Linkage.Models;

namespace Parley.Engine.Linkage.Records;

/// <summary>One comparison that a column map gives.</summary>
/// <param name="Kind">How it compares.</param>
/// <param name="Name">Its field's name, or its own word.</param>
/// <param name="Field">The field of values, for comparisons of sets.</param>
internal sealed record PlannedComparison(ComparisonKind Kind, string Name, ValueField? Field)
{
    /// <summary>Its title in reports: <c>given-name</c>, <c>free occupation</c>.</summary>
    public string Title => Field is null || Name == ComparisonLevels.Word(Kind) ? ComparisonLevels.Word(Kind) : $"{ComparisonLevels.Word(Kind)} {Name}";
}
