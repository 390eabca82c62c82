namespace Parley.Engine.Processes;

/// <summary>What has come of an effect.</summary>
/// <param name="Key">The effect's key.</param>
/// <param name="At">When.</param>
public abstract record KeyedEvent(string Key, DateTimeOffset At) : ProcessEvent(At);
