using Parley.Engine.Dictionary;

namespace Parley.Engine.Translation;

/// <summary>One value that crossed between a message's field and a record's attribute.</summary>
/// <param name="Record">The record's place in the bundle.</param>
/// <param name="Rule">The record's name in the translation.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Field">The field's path in the message; empty for constants and defaults.</param>
/// <param name="Text">The field's text as it stands in the message.</param>
/// <param name="Value">The value in the dictionary's terms.</param>
/// <param name="How">What was done: <c>text</c>, <c>date dd/MM/yyyy</c>, <c>codes grade</c>, <c>constant</c>.</param>
public sealed record TraceStep(int Record, string Rule, AttributeDefinition Attribute, string Field, string Text, Value Value, string How);
