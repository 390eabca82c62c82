namespace Parley.Engine.Translation.Drafting;

/// <summary>One proposal of a draft.</summary>
/// <param name="Line">The line of the YAML text, from 1.</param>
/// <param name="Record">The record's name in the draft; empty for a field that is left unused.</param>
/// <param name="Attribute">The attribute; empty for the record itself or a field that is left unused.</param>
/// <param name="Field">The field's path in the message.</param>
/// <param name="Confidence">How sure the proposal is, 0 to 100.</param>
/// <param name="Why">What speaks for it.</param>
public sealed record DraftLine(int Line, string Record, string Attribute, string Field, int Confidence, string Why);
