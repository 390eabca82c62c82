namespace Parley.Engine.Sharing;

/// <summary>One prohibition over one record type.</summary>
/// <param name="Condition">On which records it bears.</param>
/// <param name="Agreement">The agreement that has it, by its place among the plan's.</param>
/// <param name="Whole">True when the whole record is forbidden.</param>
/// <param name="Mask">The attributes.</param>
/// <param name="Source">What was read.</param>
internal sealed record ProhibitionRule(Condition Condition, int Agreement, bool Whole, ulong[] Mask, ProhibitionDefinition Source);
