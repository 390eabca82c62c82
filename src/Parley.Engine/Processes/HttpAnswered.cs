namespace Parley.Engine.Processes;

/// <summary>An HTTP request was answered, with whatever status.</summary>
/// <param name="Key">The effect's key.</param>
/// <param name="Answer">The answer.</param>
/// <param name="At">When.</param>
public sealed record HttpAnswered(string Key, HttpAnswer Answer, DateTimeOffset At) : KeyedEvent(Key, At);
