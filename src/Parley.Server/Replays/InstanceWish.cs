namespace Parley.Server.Replays;

/// <summary>How instances are to be run again.</summary>
/// <param name="Step">The step from which on, as a reference into the definition or a task's name; null for the whole.</param>
/// <param name="Repeat">Whether what happened from there on is to happen once more.</param>
/// <param name="Reason">Why; null when nothing was said.</param>
internal sealed record InstanceWish(string? Step, bool Repeat, string? Reason);
