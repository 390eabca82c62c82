using Parley.Engine.Issues;

namespace Parley.Server.Identities;

/// <summary>The issues of identities; each has a page in <c>docs/errors</c>.</summary>
public static class IdentityIssues
{
    /// <summary>A question about identities that are not kept.</summary>
    public static readonly IssueCode NoIdentities = new(
        "IDN001", Severity.Error, "The installation joins no records to identities", "Say 'identities:' beside 'repository: true' in parley.yaml, when the organisations concerned have decided to join records, and start the server anew.");

    /// <summary>A question about identities that makes no sense.</summary>
    public static readonly IssueCode NotUnderstood = new(
        "IDN002", Severity.Error, "A part of the question is not understood", "Correct the part that is named; docs/reference/identities.md lists what there is.");

    /// <summary>A decision that somebody has already undone.</summary>
    public static readonly IssueCode AlreadyUndone = new(
        "IDN003", Severity.Error, "The decision was undone before", "Nothing needs doing; decide anew where the pair is to be decided again.");
}
