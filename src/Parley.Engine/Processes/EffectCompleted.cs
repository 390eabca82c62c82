using Parley.Engine.Expressions;

namespace Parley.Engine.Processes;

/// <summary>A function, a human task or a child has ended well.</summary>
/// <param name="Key">The effect's key.</param>
/// <param name="Output">What it gave.</param>
/// <param name="At">When.</param>
public sealed record EffectCompleted(string Key, JqValue Output, DateTimeOffset At) : KeyedEvent(Key, At);
