namespace Parley.Engine.Processes;

/// <summary>A call, a function, a human task or a child has failed for good; attempts of the transport's own are over.</summary>
/// <param name="Key">The effect's key.</param>
/// <param name="Error">Why; its instance is set to the task when it has none.</param>
/// <param name="At">When.</param>
public sealed record EffectFailed(string Key, ProcessError Error, DateTimeOffset At) : KeyedEvent(Key, At);
