namespace Parley.Engine.Retrieval;

/// <summary>A value that a question is asked by.</summary>
/// <param name="Text">As text; a day as <c>1980-02-11</c>, a moment as <c>2026-03-01T10:00:00Z</c>.</param>
/// <param name="Moment">The day or moment (UTC) where it is one that is known in full; otherwise null.</param>
internal readonly record struct QuestionValue(string Text, DateTime? Moment);
