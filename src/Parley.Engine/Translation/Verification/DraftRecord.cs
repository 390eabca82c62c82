using Parley.Engine.Dictionary;
using Parley.Engine.Translation.Definition;

namespace Parley.Engine.Translation.Verification;

/// <summary>A record of a generated bundle, with the rule it was made for.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Parent">The record within whose place it stands, by its place among the records; -1 for the message's root.</param>
/// <param name="Values">The values, none twice.</param>
internal sealed record DraftRecord(RecordRule Rule, int Parent, IReadOnlyList<AttributeValue> Values);
