using Parley.Engine.Issues;

namespace Parley.Engine.Translation.Drafting;

/// <summary>Issue codes of drafting.</summary>
public static class DraftIssues
{
    /// <summary>A file cannot be read as what it is said to be.</summary>
    public static readonly IssueCode Unreadable = new("DRF001", Severity.Error, "A file cannot be read for a draft", "Correct the file, or say what it is with --as samples, json-schema, xsd or openapi.");

    /// <summary>The schema, element or operation named is not in the document.</summary>
    public static readonly IssueCode UnknownSchema = new("DRF002", Severity.Error, "The document has no schema of that name", "Name one of those that the message lists with --schema.");

    /// <summary>A reference leads to a file that was not given.</summary>
    public static readonly IssueCode Unresolved = new("DRF003", Severity.Warning, "A reference cannot be followed", "Name the file that it leads to as well; what it describes is left out of the draft.");

    /// <summary>Nothing of the files fits the dictionary.</summary>
    public static readonly IssueCode NothingFits = new("DRF004", Severity.Error, "No field fits the dictionary", "Give samples with values, or write the translation by hand.");
}
