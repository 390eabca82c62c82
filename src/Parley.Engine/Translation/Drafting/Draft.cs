namespace Parley.Engine.Translation.Drafting;

/// <summary>A proposed translation.</summary>
/// <param name="Yaml">The text, with a comment on each line that says how sure it is and why.</param>
/// <param name="Lines">The proposals, in the order of the text.</param>
/// <param name="Decisions">What a person must decide, in plain words.</param>
public sealed record Draft(string Yaml, IReadOnlyList<DraftLine> Lines, IReadOnlyList<string> Decisions);
