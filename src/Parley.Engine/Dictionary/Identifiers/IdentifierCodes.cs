using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>The issue codes of identifiers.</summary>
public static class IdentifierCodes
{
    /// <summary>DIC201: the text does not have the form of its identifier kind.</summary>
    public static readonly IssueCode Malformed = new("DIC201", Severity.Error, "malformed identifier",
        "Correct the identifier at its source; leave it out rather than send a placeholder.");

    /// <summary>DIC202: the check character does not fit the rest of the identifier.</summary>
    public static readonly IssueCode WrongCheckCharacter = new("DIC202", Severity.Error, "wrong check character",
        "Compare the identifier with its source for a mistyped digit; choose warn mode where the source is known to hold such values.");
}
