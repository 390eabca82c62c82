namespace Parley.Engine.Processes;

/// <summary>Go on with what a step left to do: the answer to <see cref="ContinueEffect"/>.</summary>
/// <param name="At">When.</param>
public sealed record ProcessContinued(DateTimeOffset At) : ProcessEvent(At);
