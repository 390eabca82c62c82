namespace Parley.Engine.Dictionary;

/// <summary>A completeness rule that a record does not meet.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Held">How many of its alternatives hold; fewer than it asks for.</param>
/// <param name="Missing">What is missing of each alternative that does not hold, in the rule's own terms.</param>
public sealed record CompletenessFailure(CompletenessRule Rule, int Held, IReadOnlyList<string> Missing);
