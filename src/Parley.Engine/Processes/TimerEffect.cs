using Parley.Engine.Expressions;

namespace Parley.Engine.Processes;

/// <summary>Start a timer; answered by <see cref="TimerFired"/>.</summary>
/// <param name="Key">The timer's key.</param>
/// <param name="Due">When it is due.</param>
public sealed record TimerEffect(string Key, DateTimeOffset Due) : ProcessEffect(Key)
{
    /// <inheritdoc/>
    public override string Kind => "timer";

    private protected override (string Name, JqValue? Value)[] Members() => [("due", JqValue.From(Due.ToUnixTimeMilliseconds()))];
}
