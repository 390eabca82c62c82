namespace Parley.Engine.Processes;

/// <summary>A person lets a suspended instance go on.</summary>
/// <param name="At">When.</param>
public sealed record ProcessResumed(DateTimeOffset At) : ProcessEvent(At);
