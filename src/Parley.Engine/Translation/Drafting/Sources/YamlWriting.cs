using System.Text.RegularExpressions;

namespace Parley.Engine.Translation.Drafting.Sources;

/// <summary>Writes scalars so that YAML reads them back as they were.</summary>
internal static partial class YamlWriting
{
    /// <summary>A text, in quotes where YAML or the language would take it for something else.</summary>
    public static string Scalar(string text) =>
        Plain().IsMatch(text) && text is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off")
            ? text
            : '"' + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal) + '"';

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_./+-]*( [A-Za-z0-9_./+-]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
