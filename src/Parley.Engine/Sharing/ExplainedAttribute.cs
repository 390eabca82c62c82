using Parley.Engine.Issues;

namespace Parley.Engine.Sharing;

/// <summary>What a decision says of one attribute of one record, and why.</summary>
/// <param name="Record">The record's place in the bundle.</param>
/// <param name="Type">The record's type.</param>
/// <param name="Attribute">The attribute's name; <c>links.ROLE</c> for a link from the record, <c>role</c> for its own role.</param>
/// <param name="Permitted">Whether it may go.</param>
/// <param name="Code">Why not; null when it may.</param>
/// <param name="Why">Why or why not, in words.</param>
/// <param name="Grants">The grants that permit it, each as <c>agreement file:line:column</c>.</param>
public sealed record ExplainedAttribute(
    int Record, string Type, string Attribute, bool Permitted, IssueCode? Code, string Why, IReadOnlyList<string> Grants);
