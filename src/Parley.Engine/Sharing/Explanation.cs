namespace Parley.Engine.Sharing;

/// <summary>What a recipient would see of a bundle, attribute by attribute, and why not the rest. For the owner's eyes.</summary>
/// <param name="Decision">The decision itself.</param>
/// <param name="Attributes">Every attribute of every record, in order, and the links that are withheld; empty when the request as such is refused.</param>
/// <param name="Rejected">Agreements between the two that do not permit it, and why.</param>
public sealed record Explanation(Decision Decision, IReadOnlyList<ExplainedAttribute> Attributes, IReadOnlyList<RejectedAgreement> Rejected);
