namespace Parley.Engine.Obligations;

/// <summary>An obligation that an event raises, or ends.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Key">The matter.</param>
/// <param name="At">When it happened; null where the time of its coming counts.</param>
/// <param name="Within">Within how many working days.</param>
public sealed record RaisedObligation(ObligationRule Rule, string Key, DateTimeOffset? At, int Within);
