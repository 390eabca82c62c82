namespace Parley.Engine.Sharing;

/// <summary>One grant as it was read, for explanations.</summary>
/// <param name="Agreement">Its agreement, by its place among the plan's.</param>
/// <param name="Grant">What was read.</param>
/// <param name="Condition">On which records it bears.</param>
/// <param name="Named">True when the agreement names the recipient.</param>
/// <param name="Mask">The attributes it permits.</param>
internal sealed record GrantSource(int Agreement, GrantDefinition Grant, Condition Condition, bool Named, ulong[] Mask);
