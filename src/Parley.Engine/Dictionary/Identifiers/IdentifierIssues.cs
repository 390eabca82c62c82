using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>Turns the outcome of reading an identifier into an issue.</summary>
public static class IdentifierIssues
{
    /// <summary>
    /// The issue of a result, or null when nothing is wrong. The message names the kind and what was expected, never the
    /// value, which is personal data.
    /// </summary>
    /// <param name="result">What the kind found.</param>
    /// <param name="kind">The kind that read the text.</param>
    /// <param name="mode">Whether a wrong check character is an error or a warning.</param>
    /// <param name="position">Where the text stands.</param>
    /// <param name="path">The path of its field or attribute.</param>
    public static Issue? ToIssue(
        this IdentifierResult result, IdentifierKind kind, IdentifierMode mode, SourcePosition position = default, string path = "")
    {
        ArgumentNullException.ThrowIfNull(kind);
        return result.Fault switch
        {
            IdentifierFault.Malformed => new Issue(IdentifierCodes.Malformed, $"not a {kind.Title}: {result.Detail}")
            {
                Position = position,
                Path = path,
                LosesData = true,
            },
            IdentifierFault.WrongCheckCharacter => new Issue(IdentifierCodes.WrongCheckCharacter, $"{kind.Title}: {result.Detail}")
            {
                Severity = mode == IdentifierMode.Strict ? Severity.Error : Severity.Warning,
                Position = position,
                Path = path,
                LosesData = mode == IdentifierMode.Strict,
            },
            _ => null,
        };
    }
}
