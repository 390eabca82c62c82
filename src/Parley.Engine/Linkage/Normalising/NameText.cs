namespace Parley.Engine.Linkage.Normalising;

/// <summary>Brings names into the form in which they are compared.</summary>
internal static class NameText
{
    /// <summary>A name as folded words without titles; empty when it says nothing.</summary>
    /// <param name="text">The name.</param>
    /// <param name="family">Whether it is a family name: Mac becomes Mc, and what tells generations apart goes.</param>
    public static string Read(ReadOnlySpan<char> text, bool family)
    {
        string folded = Letters.Fold(text);
        if (folded.Length == 0 || Placeholders.IsName(folded))
        {
            return "";
        }

        if (!folded.Contains(' ', StringComparison.Ordinal))
        {
            // Most are of one word.
            return Placeholders.IsTitle(folded) || (family && IsMac(folded)) ? "" : family ? ShortMac(folded) : folded;
        }

        string[] words = folded.Split(' ');
        IEnumerable<string> kept = words.Where(w => !Placeholders.IsTitle(w) && !(family && Placeholders.IsSuffix(w)));
        string name = string.Join(' ', family ? JoinMac(kept) : kept);
        return Placeholders.IsName(name) ? "" : name;
    }

    /// <summary>Divides a whole name: <c>SMITH, John Paul</c> and <c>John Paul Smith</c> give <c>JOHN PAUL</c> and <c>SMITH</c>.</summary>
    public static (string Given, string Family) Divide(ReadOnlySpan<char> text)
    {
        int comma = text.IndexOf(',');
        if (comma > 0 && !Placeholders.IsSuffix(Letters.Fold(text[(comma + 1)..])))
        {
            return (Read(text[(comma + 1)..], false), Read(text[..comma], true));
        }

        string name = Read(text, true);
        int start = FamilyStart(name);
        return (name.AsSpan(0, start).TrimEnd().ToString(), Read(name.AsSpan(start), true));
    }

    // The last word, with the particles before it: Ludwig van der Berg, Maria de la Cruz. A name of one word is a family name.
    private static int FamilyStart(string name)
    {
        int start = name.LastIndexOf(' ') + 1;
        while (start > 1)
        {
            int before = name.LastIndexOf(' ', start - 2) + 1;
            if (before == 0 || name.AsSpan(before, start - 1 - before) is not ("VAN" or "DER" or "DEN" or "VON" or "DE" or "LA" or "DI" or "DA" or "DOS" or "EL" or "AL" or "BIN" or "MC" or "O" or "ST"))
            {
                break;
            }

            start = before;
        }

        return start;
    }

    // MAC DONALD, MACDONALD and MCDONALD are one name; MACK and MACE are not of that kind.
    private static IEnumerable<string> JoinMac(IEnumerable<string> words)
    {
        bool joined = false;
        foreach (string word in words)
        {
            if (IsMac(word))
            {
                joined = true;
                continue;
            }

            yield return joined ? "MC" + word : ShortMac(word);
            joined = false;
        }
    }

    private static bool IsMac(string word) => word is "MC" or "MAC";

    private static string ShortMac(string word) => word.Length > 5 && word.StartsWith("MAC", StringComparison.Ordinal) ? "MC" + word[3..] : word;
}
