using Parley.Engine.Issues;

namespace Parley.Engine.Retrieval;

/// <summary>What can be wrong with how a workspace says that a system is asked; each has a page in <c>docs/errors</c>.</summary>
public static class QuestionIssues
{
    /// <summary>A question by nothing.</summary>
    public static readonly IssueCode AsksNothing = new(
        "ASK001", Severity.Error, "a question that asks by nothing", "List under 'by' the parts of a search without which the system cannot be asked.");

    /// <summary>A part that the question is asked by and its request leaves out.</summary>
    public static readonly IssueCode PartUnused = new(
        "ASK002", Severity.Error, "a part of the search that the request leaves out", "Put {NAME} into the request, or take the name out of 'by' or 'with': the system would be asked for more than was meant.");

    /// <summary>A body that is not of its language.</summary>
    public static readonly IssueCode BadBody = new(
        "ASK003", Severity.Error, "the body of a request is not well-formed", "Write the XML as the system wants it, with a placeholder only as text or as the value of an attribute.");

    /// <summary>A place that cannot be left empty and may have no value.</summary>
    public static readonly IssueCode MayBeMissing = new(
        "ASK004", Severity.Error, "an address that needs what may be missing", "Put into the address only what stands under 'by' or 'demands'; what may be missing goes under 'query', where it is left out.");

    /// <summary>A demanded circumstance that is not passed on.</summary>
    public static readonly IssueCode DemandUnused = new(
        "ASK005", Severity.Error, "the request leaves out what the system demands", "Put {purpose} or {reason} where the system wants it, mostly in a header.");

    /// <summary>A placeholder or its form that makes no sense.</summary>
    public static readonly IssueCode BadForm = new(
        "ASK006", Severity.Error, "a placeholder that cannot be read", "Write {NAME} or {NAME:FORM}, and {{ for a brace; a form is upper, lower, compact or digits, pairs such as male=1,female=2, or for dates a pattern such as dd/MM/yyyy.");
}
