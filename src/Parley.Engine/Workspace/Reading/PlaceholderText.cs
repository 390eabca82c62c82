using System.Text.RegularExpressions;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Texts with <c>{name}</c> for a value of the message at hand.</summary>
internal static partial class PlaceholderText
{
    /// <summary>Reports each placeholder of a text that is not allowed.</summary>
    /// <param name="node">Where the text stands.</param>
    /// <param name="text">The text, without references to variables.</param>
    /// <param name="allowed">The names allowed; null when they are not known because of another fault.</param>
    public static void Check(YamlNode node, string text, IReadOnlyCollection<string>? allowed)
    {
        foreach (Match match in Placeholder().Matches(text))
        {
            string name = match.Groups[1].Value;
            if (allowed is not null && !allowed.Contains(name))
            {
                node.Report(WorkspaceIssues.BadPlaceholder, $"{{{name}}} stands for nothing here{Hint(name, allowed)}");
            }
        }

        if (Placeholder().Replace(text, "").AsSpan().IndexOfAny('{', '}') >= 0)
        {
            node.Report(WorkspaceIssues.BadPlaceholder, "a brace has no partner");
        }
    }

    /// <summary>A text with its placeholders replaced by one letter, so that its form can be checked.</summary>
    public static string Plausible(string text) => Placeholder().Replace(text, "x");

    private static string Hint(string name, IReadOnlyCollection<string> allowed) => YamlForms.DidYouMean(name, allowed) is { Length: > 0 } near
        ? near
        : $"; known: {string.Join(", ", allowed.Order(StringComparer.Ordinal).Take(12))}{(allowed.Count > 12 ? ", …" : "")}";

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();
}
