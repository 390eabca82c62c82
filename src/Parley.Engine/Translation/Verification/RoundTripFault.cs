using Parley.Engine.Issues;

namespace Parley.Engine.Translation.Verification;

/// <summary>Something that did not come back.</summary>
/// <param name="Path">Record and attribute in the translation's words; also what one fault is told from another by.</param>
/// <param name="Position">Where the rule stands.</param>
/// <param name="Went">What went; empty for nothing.</param>
/// <param name="CameBack">What came back; empty for nothing.</param>
/// <param name="Why">What the translator said of it; empty for nothing.</param>
internal sealed record RoundTripFault(string Path, SourcePosition Position, string Went, string CameBack, string Why);
