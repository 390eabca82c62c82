namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>The outcome of reading an identifier.</summary>
/// <param name="Canonical">The one form in which the identifier is kept and compared; null when malformed.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Detail">The form expected, or the check character that would be right; null when nothing is wrong. Never holds the value.</param>
public readonly record struct IdentifierResult(string? Canonical, IdentifierFault Fault, string? Detail);
