using Parley.Engine.Issues;

namespace Parley.Engine.Workspace.Yaml;

/// <summary>What can be wrong with the form of any YAML file of a workspace, translations included.</summary>
public static class YamlIssues
{
    /// <summary>The text is not YAML.</summary>
    public static readonly IssueCode Malformed = new(
        "WSP001", Severity.Error, "the file is not well-formed YAML", "Correct the text at the place named; indent with spaces, and quote values that hold ': ' or ' #'.");

    /// <summary>A limit of size, depth or count was passed.</summary>
    public static readonly IssueCode TooMuch = new(
        "WSP002", Severity.Error, "the file is larger or deeper than a workspace file may be", "Divide the file, or bring its nesting down.");

    /// <summary>Anchors, aliases, tags, or several documents.</summary>
    public static readonly IssueCode NotAllowed = new(
        "WSP003", Severity.Error, "a YAML feature that workspaces do not use", "Write the value out where it is needed: no anchors, aliases, tags, merge keys or second documents.");

    /// <summary>One key stands twice in one map.</summary>
    public static readonly IssueCode DuplicateKey = new(
        "WSP004", Severity.Error, "a key stands twice in one map", "Keep one of the two.");

    /// <summary>A key that must be there is not.</summary>
    public static readonly IssueCode MissingKey = new(
        "WSP005", Severity.Error, "a key that must be there is missing", "Add the key.");

    /// <summary>A key that nothing reads.</summary>
    public static readonly IssueCode UnknownKey = new(
        "WSP006", Severity.Error, "a key that means nothing here", "Correct its spelling, move it to where it belongs, or take it out.");

    /// <summary>A value of another kind than its key asks for.</summary>
    public static readonly IssueCode Mistyped = new(
        "WSP007", Severity.Error, "a value of the wrong kind", "Write a value of the kind that the message names.");

    /// <summary>A word that is none of those allowed.</summary>
    public static readonly IssueCode NotAChoice = new(
        "WSP008", Severity.Error, "a word that is none of those allowed here", "Use one of the words that the message lists.");

    /// <summary>The bytes are not UTF-8.</summary>
    public static readonly IssueCode NotUtf8 = new(
        "WSP009", Severity.Error, "the file is not UTF-8", "Save the file as UTF-8.");

    /// <summary>A secret stands in the workspace, or a reference to one is not a reference.</summary>
    public static readonly IssueCode InlineSecret = new(
        "WSP010", Severity.Error, "a secret stands in the workspace", "Keep the secret outside and refer to it: env:NAME or file:path. A secret that was ever committed must be replaced.");

    /// <summary>An address that cannot be called.</summary>
    public static readonly IssueCode BadUrl = new(
        "WSP011", Severity.Error, "an address that cannot be called", "Write an absolute http or https address, with placeholders in path and query only.");

    /// <summary>A path that leaves the workspace.</summary>
    public static readonly IssueCode BadPath = new(
        "WSP012", Severity.Error, "a path that is not allowed", "Write a path without '..' and with forward slashes.");
}
