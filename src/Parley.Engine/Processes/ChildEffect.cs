using Parley.Engine.Expressions;

namespace Parley.Engine.Processes;

/// <summary>Start an instance of another process; when it is awaited, answered by <see cref="EffectCompleted"/> or <see cref="EffectFailed"/>.</summary>
/// <param name="Key">The idempotency key, and a sound name for the child.</param>
/// <param name="Process">Which process; the version may be <c>latest</c>.</param>
/// <param name="Input">Its input.</param>
/// <param name="IsAwaited">Whether this instance waits for its end.</param>
public sealed record ChildEffect(string Key, ProcessName Process, JqValue Input, bool IsAwaited) : ProcessEffect(Key)
{
    /// <inheritdoc/>
    public override string Kind => "child";

    internal static ChildEffect FromValue(string key, JqValue value) => new(
        key,
        new ProcessName(Values.Text(value, "namespace") ?? "", Values.Text(value, "name") ?? "", Values.Text(value, "version") ?? ""),
        value.Member("input") ?? JqValue.Null,
        value.Member("await") is { IsTruthy: true });

    private protected override (string Name, JqValue? Value)[] Members() =>
    [
        ("namespace", JqValue.From(Process.Namespace)),
        ("name", JqValue.From(Process.Name)),
        ("version", JqValue.From(Process.Version)),
        ("input", Input),
        ("await", JqValue.From(IsAwaited)),
    ];
}
