using Parley.Engine.Linkage.Normalising;

namespace Parley.Engine.Search;

/// <summary>A name in the form in which it is compared.</summary>
/// <param name="Given">Given names, folded; empty for none.</param>
/// <param name="Family">The family name, folded; empty for none.</param>
internal readonly record struct FoundName(string Given, string Family)
{
    /// <summary>A name in two parts.</summary>
    public static FoundName Of(string? given, string? family) => new(NameText.Read(given, false), NameText.Read(family, true));

    /// <summary>A name in one piece.</summary>
    public static FoundName Of(string whole)
    {
        (string given, string family) = NameText.Divide(whole);
        return new FoundName(given, family);
    }

    /// <summary>Whether it says anything.</summary>
    public bool IsEmpty => Given.Length + Family.Length == 0;

    /// <inheritdoc/>
    public override string ToString() => $"{Given} {Family}".Trim();
}
