using Parley.Engine.Expressions;

namespace Parley.Engine.Processes;

/// <summary>Publish a CloudEvent. Not answered.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Event">The event in CloudEvents' JSON format.</param>
public sealed record EmitEffect(string Key, JqValue Event) : ProcessEffect(Key)
{
    /// <inheritdoc/>
    public override string Kind => "emit";

    private protected override (string Name, JqValue? Value)[] Members() => [("event", Event)];
}
