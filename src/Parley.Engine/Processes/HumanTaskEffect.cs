using Parley.Engine.Expressions;

namespace Parley.Engine.Processes;

/// <summary>Ask a person; answered by <see cref="EffectCompleted"/> with what the person gave, or <see cref="EffectFailed"/>.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Arguments">The arguments of <c>ask-person</c>: title, group or person, form (a JSON Schema), data, due.</param>
public sealed record HumanTaskEffect(string Key, JqValue Arguments) : ProcessEffect(Key)
{
    /// <inheritdoc/>
    public override string Kind => "human-task";

    private protected override (string Name, JqValue? Value)[] Members() => [("arguments", Arguments)];
}
