namespace Parley.Engine.Linkage.Models;

/// <summary>The words of comparisons and their levels, in files and reports. Level 0 is always "missing": no evidence.</summary>
internal static class ComparisonLevels
{
    /// <summary>The level of full agreement, the one that rarity weighs.</summary>
    public const int Same = 1;

    private static readonly string[] ByValue = ["same", "close", "different"];

    /// <summary>The word of a comparison in model files: <c>date-of-birth</c>.</summary>
    public static string Word(ComparisonKind kind) => kind switch
    {
        ComparisonKind.GivenName => "given-name",
        ComparisonKind.MiddleName => "middle-name",
        ComparisonKind.FamilyName => "family-name",
        ComparisonKind.NameOrder => "name-order",
        ComparisonKind.DateOfBirth => "date-of-birth",
        ComparisonKind.Sex => "sex",
        ComparisonKind.Address => "address",
        ComparisonKind.Postcode => "postcode",
        ComparisonKind.Town => "town",
        ComparisonKind.Telephone => "telephone",
        ComparisonKind.Email => "e-mail",
        ComparisonKind.Vrm => "vrm",
        ComparisonKind.ExclusiveIdentifier => "exclusive-identifier",
        ComparisonKind.SharedIdentifier => "shared-identifier",
        _ => "free",
    };

    /// <summary>The levels of a comparison from the most agreement to the least, without "missing"; the first is level 1.</summary>
    public static IReadOnlyList<string> Of(ComparisonKind kind) => kind switch
    {
        ComparisonKind.GivenName => ["same", "nickname", "close", "initial", "similar", "different"],
        ComparisonKind.MiddleName => ["same", "close", "initial", "different"],
        ComparisonKind.FamilyName => ["same", "part", "close", "similar", "different"],
        ComparisonKind.NameOrder => ["as-given", "reversed"],
        ComparisonKind.DateOfBirth => ["same", "swapped", "typing-error", "two-parts", "year-only", "same-year", "different"],
        ComparisonKind.Sex => ["same", "different"],
        ComparisonKind.Address => ["same", "close", "partial", "different"],
        ComparisonKind.Postcode => ["same", "typing-error", "same-area", "different", "same-at-address", "other-at-address"],
        ComparisonKind.Email => ["same", "close", "same-name", "different", "as-names", "same-as-names"],
        _ => ByValue,
    };

    /// <summary>Whether agreement at level 1 weighs more the rarer the value is.</summary>
    public static bool HasRarity(ComparisonKind kind) => kind is not (ComparisonKind.NameOrder or ComparisonKind.Sex);
}
