using Parley.Engine.Expressions;

namespace Parley.Engine.Processes;

/// <summary>Publish a lifecycle event of the specification. Not answered.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Type">The CloudEvent's type, <c>io.serverlessworkflow.workflow.started.v1</c>.</param>
/// <param name="Data">The CloudEvent's data.</param>
public sealed record LifecycleEffect(string Key, string Type, JqValue Data) : ProcessEffect(Key)
{
    /// <inheritdoc/>
    public override string Kind => "lifecycle";

    private protected override (string Name, JqValue? Value)[] Members() => [("type", JqValue.From(Type)), ("data", Data)];
}
