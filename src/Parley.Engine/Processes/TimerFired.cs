namespace Parley.Engine.Processes;

/// <summary>A timer is due.</summary>
/// <param name="Key">The timer's key.</param>
/// <param name="At">When it fired: not before it was due.</param>
public sealed record TimerFired(string Key, DateTimeOffset At) : KeyedEvent(Key, At);
