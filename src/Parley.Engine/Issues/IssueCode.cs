namespace Parley.Engine.Issues;

/// <summary>One entry of the catalogue of issues: what can be wrong, how much it weighs and what to do about it.</summary>
/// <param name="Code">The stable code, three to four capitals and three digits (<c>TRN104</c>); its page is <c>docs/errors/TRN104.md</c>.</param>
/// <param name="Severity">The weight an issue of this code has unless the reporter says otherwise.</param>
/// <param name="Title">What is wrong, in a few words, without place or value.</param>
/// <param name="Remedy">What the reader should do about it.</param>
public sealed record IssueCode(string Code, Severity Severity, string Title, string Remedy)
{
    /// <inheritdoc/>
    public override string ToString() => Code;
}
