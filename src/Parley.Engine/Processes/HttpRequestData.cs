using Parley.Engine.Expressions;

namespace Parley.Engine.Processes;

/// <summary>An HTTP request that a process wants made. Texts may hold secrets' marks; see <see cref="SecretMarks"/>.</summary>
/// <param name="Method">The method in capitals.</param>
/// <param name="Uri">The absolute address, with its query.</param>
/// <param name="Headers">Header names and values.</param>
/// <param name="Body">The body; null for none. A string is sent as it is, all else as JSON.</param>
/// <param name="Authentication">How to authenticate; null for not at all.</param>
/// <param name="Redirect">Whether answers from 300 to 399 are good answers; otherwise they are errors. Redirects are never followed.</param>
public sealed record HttpRequestData(
    string Method, string Uri, IReadOnlyDictionary<string, string> Headers, JqValue? Body, HttpAuthentication? Authentication, bool Redirect)
{
    internal JqValue ToValue() => Values.Of(
        ("method", JqValue.From(Method)),
        ("uri", JqValue.From(Uri)),
        ("headers", Values.Texts(Headers)),
        ("body", Body),
        ("authentication", Authentication?.ToValue()),
        ("redirect", Redirect ? JqValue.True : null));

    internal static HttpRequestData FromValue(JqValue value) => new(
        Values.Text(value, "method") ?? "GET",
        Values.Text(value, "uri") ?? "",
        Values.Texts(value.Member("headers")),
        value.Member("body"),
        value.Member("authentication") is { } authentication ? HttpAuthentication.FromValue(authentication) : null,
        value.Member("redirect") is { IsTruthy: true });
}
