using Parley.Engine.Issues;

namespace Parley.Engine.Translation.Definition;

/// <summary>Who puts right what goes wrong with a record or one of its attributes.</summary>
/// <param name="Record">The record, as the translation names it.</param>
/// <param name="Attribute">The attribute; null for all of the record's that no other rule names.</param>
/// <param name="Whose">Whose task it is.</param>
/// <param name="Position">Where the rule stands.</param>
internal sealed record ResponsibilityRule(string Record, string? Attribute, Responsibility Whose, SourcePosition Position);
