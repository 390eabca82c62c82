namespace Parley.Engine.Processes;

/// <summary>A person ends the instance.</summary>
/// <param name="Undo">Whether the steps done so far are undone first.</param>
/// <param name="At">When.</param>
public sealed record ProcessCancelled(bool Undo, DateTimeOffset At) : ProcessEvent(At);
