namespace Parley.Server.Identities;

/// <summary>A value of an attribute with all that say it.</summary>
/// <param name="Text">The value in its exchanged form.</param>
/// <param name="Label">What a code means; null for other values.</param>
/// <param name="Sources">The records that say it, the newest first.</param>
internal sealed record ViewedValue(string Text, string? Label, IReadOnlyList<SeenRecord> Sources);
