namespace Parley.Engine.Linkage.Incremental;

/// <summary>Records that agree on what a blocking rule asks for.</summary>
/// <param name="Rule">The rule in words.</param>
/// <param name="Count">How many records.</param>
/// <param name="Ids">Their ids; none when they are more than were asked for.</param>
public readonly record struct LinkBlock(string Rule, int Count, IReadOnlyList<string> Ids);
