using Parley.Engine.Issues;

namespace Parley.Engine.Expressions;

/// <summary>The codes of jq programs.</summary>
public static class JqCodes
{
    /// <summary>JQ001: the text is not a jq program.</summary>
    public static readonly IssueCode Syntax = new("JQ001", Severity.Error, "jq syntax error", "Correct the expression at the place named.");

    /// <summary>JQ002: a function, variable, label or format that does not exist.</summary>
    public static readonly IssueCode UnknownName = new("JQ002", Severity.Error, "unknown name in jq expression",
        "Check the spelling and the number of arguments against docs/reference/jq.md, or define the function with def.");

    /// <summary>JQ003: a part of jq that the product leaves out on purpose.</summary>
    public static readonly IssueCode OutsideSubset = new("JQ003", Severity.Error, "outside the jq subset",
        "Write it with what docs/reference/jq.md lists; pass clocks, environment and further input in as values.");

    /// <summary>JQ004: the program raised an error on this input.</summary>
    public static readonly IssueCode Raised = new("JQ004", Severity.Error, "jq expression raised an error",
        "Guard the expression with ?, // or try … catch, or correct the input.");

    /// <summary>JQ005: the program used up its budget of steps, depth or output.</summary>
    public static readonly IssueCode BudgetExceeded = new("JQ005", Severity.Error, "jq expression exceeded its budget",
        "Bound the loop or recursion, or make the expression do less for each value.");
}
