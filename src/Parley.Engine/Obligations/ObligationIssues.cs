using Parley.Engine.Issues;

namespace Parley.Engine.Obligations;

/// <summary>What can be wrong with <c>obligations.yaml</c>.</summary>
public static class ObligationIssues
{
    /// <summary>An expression that is not jq.</summary>
    public static readonly IssueCode BadExpression = new(
        "OBL001", Severity.Error, "an expression of an obligation is not jq", "Correct the expression; try it with `parley jq` on a record as docs/reference/obligations.md shows one.");

    /// <summary>A group that is no role.</summary>
    public static readonly IssueCode UnknownGroup = new(
        "OBL002", Severity.Error, "an obligation is owed by a group that does not exist", "Name a role of access.yaml, or add the role there.");

    /// <summary>A set of rules that is not built in.</summary>
    public static readonly IssueCode UnknownSet = new(
        "OBL003", Severity.Error, "there is no such set of rules", "Include victims-code, or write the rules in obligations.yaml.");
}
