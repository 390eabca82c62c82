using Parley.Engine.Expressions;

namespace Parley.Engine.Processes;

/// <summary>Make an HTTP request; answered by <see cref="HttpAnswered"/> or <see cref="EffectFailed"/>.</summary>
/// <param name="Key">The idempotency key.</param>
/// <param name="Request">The request.</param>
public sealed record HttpEffect(string Key, HttpRequestData Request) : ProcessEffect(Key)
{
    /// <inheritdoc/>
    public override string Kind => "http";

    private protected override (string Name, JqValue? Value)[] Members() => [("request", Request.ToValue())];
}
