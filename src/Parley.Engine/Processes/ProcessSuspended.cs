namespace Parley.Engine.Processes;

/// <summary>A person holds the instance back: what comes in is taken, no further task begins.</summary>
/// <param name="At">When.</param>
public sealed record ProcessSuspended(DateTimeOffset At) : ProcessEvent(At);
