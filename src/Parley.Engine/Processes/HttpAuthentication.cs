using Parley.Engine.Expressions;

namespace Parley.Engine.Processes;

/// <summary>How a call authenticates.</summary>
/// <param name="Scheme"><c>basic</c>, <c>bearer</c> or <c>oauth2</c> (client credentials).</param>
/// <param name="Settings">The members of the scheme in the definition, evaluated: <c>username</c>, <c>password</c>; <c>token</c>; <c>authority</c>,
/// <c>client</c>, <c>scopes</c>, <c>audiences</c>, <c>endpoints</c>. Null when <paramref name="Secret"/> has them.</param>
/// <param name="Secret">The name of the secret that is an object of these members; null when they are given.</param>
public sealed record HttpAuthentication(string Scheme, JqValue? Settings, string? Secret)
{
    internal JqValue ToValue() => Values.Of(("scheme", JqValue.From(Scheme)), ("settings", Settings), ("secret", Secret is null ? null : JqValue.From(Secret)));

    internal static HttpAuthentication FromValue(JqValue value) =>
        new(Values.Text(value, "scheme") ?? "", value.Member("settings"), Values.Text(value, "secret"));
}
