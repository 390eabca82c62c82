namespace Parley.Engine.Translation.Fidelity;

/// <summary>What becomes of one attribute of one record.</summary>
/// <param name="Record">The record's name in the (source's) translation.</param>
/// <param name="Type">The record's type.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Level">What becomes of it.</param>
/// <param name="Why">Why it is not exact; empty when it is.</param>
/// <param name="From">The source's fields.</param>
/// <param name="To">The recipient's fields; for one translation the same fields.</param>
public sealed record FidelityLine(string Record, string Type, string Attribute, FidelityLevel Level, string Why, string From, string To);
