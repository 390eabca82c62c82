using System.Text;

namespace Parley.Engine.Translation.Drafting;

/// <summary>The words of a field's name, in singular, and as the dictionary would say them.</summary>
internal static class FieldWords
{
    private static readonly HashSet<string> Empty = new(StringComparer.Ordinal) { "of", "the", "at", "on", "in", "is", "has", "was", "a", "by", "value", "detail", "info", "data", "s", "list", "set", "text" };

    /// <summary>The words of a name as written: <c>occ:SourceReference</c> is source, reference.</summary>
    public static string[] Raw(string name)
    {
        string local = name[(name.LastIndexOf(':') + 1)..].TrimStart('@');
        List<string> words = [];
        StringBuilder word = new();
        for (int i = 0; i < local.Length; i++)
        {
            char c = local[i];
            bool begins = i > 0 && ((char.IsUpper(c) && (char.IsLower(local[i - 1]) || (i + 1 < local.Length && char.IsLower(local[i + 1]) && char.IsUpper(local[i - 1]))))
                || (char.IsAsciiDigit(c) != char.IsAsciiDigit(local[i - 1]) && char.IsLetterOrDigit(local[i - 1])));
            if (begins || !char.IsLetterOrDigit(c))
            {
                Take(word, words);
            }

            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToLowerInvariant(c));
            }
        }

        Take(word, words);
        return [.. words.Select(Singular)];
    }

    /// <summary>The words of a name in the dictionary's terms, those without meaning left out.</summary>
    public static string[] Of(string name) => Meaning(Translated(Raw(name)));

    /// <summary>Words in the dictionary's terms.</summary>
    public static string[] Translated(string[] raw)
    {
        List<string> words = [];
        for (int i = 0; i < raw.Length;)
        {
            int length = Math.Min(4, raw.Length - i);
            string[]? found = null;
            for (; length > 0 && !DraftWords.Words.TryGetValue(string.Join(' ', raw, i, length), out found); length--)
            {
            }

            words.AddRange(found ?? [raw[i]]);
            i += Math.Max(length, 1);
        }

        return [.. words];
    }

    private static string[] Meaning(string[] words)
    {
        string[] meant = [.. words.Where(w => !Empty.Contains(w) && !w.All(char.IsAsciiDigit)).Distinct()];
        return meant.Length == 0 ? words : meant;
    }

    private static void Take(StringBuilder word, List<string> words)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }

    private static string Singular(string word) =>
        word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal) && word != "series" ? word[..^3] + "y"
        : word.Length > 5 && word.EndsWith("sses", StringComparison.Ordinal) ? word[..^2]
        : word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) && !word.EndsWith("us", StringComparison.Ordinal) && !word.EndsWith("is", StringComparison.Ordinal) ? word[..^1]
        : word;
}
