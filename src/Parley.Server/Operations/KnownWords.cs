using Parley.Engine.Workspace.Yaml;

namespace Parley.Server.Operations;

/// <summary>What is said of a word of a request that must be one of some words, so that a mistyped one is not taken for a question without an answer.</summary>
internal static class KnownWords
{
    private const int MostShown = 60;

    /// <summary>That the word is none of them, which was probably meant, and what there is.</summary>
    /// <param name="what">What the word should name: <c>record type</c>.</param>
    /// <param name="word">The word.</param>
    /// <param name="known">What there is; only what the caller may know.</param>
    public static string Unknown(string what, string word, IEnumerable<string> known)
    {
        string[] all = [.. known.Order(StringComparer.Ordinal)];
        string there = all.Length switch { 0 => "There is none.", 1 => $"There is {all[0]}.", _ => $"There are {string.Join(", ", all[..^1])} and {all[^1]}." };
        return $"{Unlisted(what, word, all)} {there}";
    }

    /// <summary>The same where there are too many to name them all.</summary>
    public static string Unlisted(string what, string word, IReadOnlyCollection<string> known) =>
        $"'{Shown(word)}' is no {what}{(NearestName.Of(word, known) is string name ? $"; did you mean '{name}'?" : ".")}";

    /// <summary>A word of a request as it may be repeated in an answer: not without bound.</summary>
    public static string Shown(string word) => word.Length > MostShown ? word[..MostShown] + "…" : word;
}
