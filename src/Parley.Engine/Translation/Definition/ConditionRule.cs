using Parley.Engine.Translation.Paths;

namespace Parley.Engine.Translation.Definition;

/// <summary>A condition on a field: there at all, or one of some values. Also the flag that is written on the way back.</summary>
/// <param name="Path">The field.</param>
/// <param name="Values">The values that fulfil it; empty means any value.</param>
/// <param name="Negated">True when the condition holds for other values, and for absence.</param>
/// <param name="Otherwise">The value written when the record is not there, or null.</param>
internal sealed record ConditionRule(FieldPath Path, IReadOnlyList<string> Values, bool Negated, string? Otherwise);
