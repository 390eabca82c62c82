using Parley.Engine.Linkage.Comparing;
using Parley.Engine.Linkage.Models;
using Parley.Engine.Linkage.Normalising;

namespace Parley.Engine.Search.Criteria;

/// <summary>Compares single names by the levels of the general person model.</summary>
internal static class Words
{
    private const double Close = 0.92;
    private const double Similar = 0.85;

    /// <summary>The level of two given names of one word each; the first may have wildcards.</summary>
    public static string Given(string asked, string found) =>
        Wildcard.IsIn(asked) ? Wildcard.Meets(asked, found) ? "initial" : "different"
        : asked == found ? "same"
        : asked.Length == 1 || found.Length == 1 ? asked[0] == found[0] ? "initial" : "different"
        : Nicknames.Share(Nicknames.Of(asked), Nicknames.Of(found)) ? "nickname"
        : IsClose(asked, found) ? "close" : IsSimilar(asked, found) ? "similar" : "different";

    /// <summary>The level of two family names, blanks in them apart; the first may have wildcards.</summary>
    public static string Family(string asked, string found)
    {
        if (Wildcard.IsIn(asked))
        {
            return Wildcard.Meets(asked, found.Replace(" ", "", StringComparison.Ordinal)) || found.Split(' ').Any(w => Wildcard.Meets(asked, w)) ? "close" : "different";
        }

        (string a, string b) = (asked.Replace(" ", "", StringComparison.Ordinal), found.Replace(" ", "", StringComparison.Ordinal));
        return a == b ? "same"
            : a.Length == 1 || b.Length == 1 ? a[0] == b[0] ? "similar" : "different"
            : SharesWord(asked, found) ? "part"
            : IsClose(a, b) ? "close" : IsSimilar(a, b) ? "similar" : "different";
    }

    /// <summary>What a level of given names is worth.</summary>
    public static double GivenBits(string level) => Worth.Of(ComparisonKind.GivenName, level);

    /// <summary>What a level of family names is worth.</summary>
    public static double FamilyBits(string level) => Worth.Of(ComparisonKind.FamilyName, level);

    /// <summary>Whether two words differ by one typing error, or nearly so.</summary>
    public static bool IsClose(string a, string b) =>
        (Math.Min(a.Length, b.Length) >= 4 && OneEdit.Apart(a, b)) || JaroWinkler.Similarity(a, b) >= Close;

    private static bool IsSimilar(string a, string b) =>
        (a.Length > 2 && Phonetic.Key(a) == Phonetic.Key(b)) || JaroWinkler.Similarity(a, b) >= Similar;

    private static bool SharesWord(string a, string b) =>
        (a.Contains(' ', StringComparison.Ordinal) || b.Contains(' ', StringComparison.Ordinal))
        && a.Split(' ').Any(w => w.Length >= 3 && b.Split(' ').Contains(w, StringComparer.Ordinal));
}
