namespace Parley.Engine.Processes;

/// <summary>What has happened to an instance. The instant is given in, so that a step depends on nothing else.</summary>
/// <param name="At">When.</param>
public abstract record ProcessEvent(DateTimeOffset At);
