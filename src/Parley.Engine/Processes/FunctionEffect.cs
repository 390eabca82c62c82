using Parley.Engine.Expressions;

namespace Parley.Engine.Processes;

/// <summary>Call one of Parley's own functions; answered by <see cref="EffectCompleted"/> or <see cref="EffectFailed"/>.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Function">Its name: see <see cref="ParleyFunctions"/>.</param>
/// <param name="Arguments">The arguments, an object.</param>
public sealed record FunctionEffect(string Key, string Function, JqValue Arguments) : ProcessEffect(Key)
{
    /// <inheritdoc/>
    public override string Kind => "function";

    private protected override (string Name, JqValue? Value)[] Members() => [("function", JqValue.From(Function)), ("arguments", Arguments)];
}
