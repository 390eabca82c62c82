namespace Parley.Engine.Sharing;

/// <summary>What one agreement permits under one condition.</summary>
/// <param name="Agreement">Its place among the plan's agreements; -1 when none is needed.</param>
/// <param name="Named">True when the agreement names the recipient, and not only a group it is in.</param>
/// <param name="Mask">The attributes.</param>
internal readonly record struct GrantEntry(int Agreement, bool Named, ulong[] Mask);
