using System.Globalization;
using System.Text.Json.Nodes;

namespace Parley.Cli.Commands;

/// <summary>What a server is asked: addresses and bodies.</summary>
internal static class ServerCalls
{
    /// <summary>An address below the server's: each value of the path is encoded, and of the query those that there are.</summary>
    public static string Address(FormattableString path, params ReadOnlySpan<(string Name, object? Value)> query)
    {
        string address = string.Format(CultureInfo.InvariantCulture, path.Format, [.. path.GetArguments().Select(Encoded)]);
        List<string> given = [];
        foreach ((string name, object? value) in query)
        {
            if (value is not null)
            {
                given.Add($"{name}={Encoded(value)}");
            }
        }

        return given.Count == 0 ? address : $"{address}?{string.Join('&', given)}";
    }

    /// <summary>A request's body: the members that have a value.</summary>
    public static JsonObject Body(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        JsonObject body = [];
        foreach ((string name, JsonNode? value) in members)
        {
            if (value is not null)
            {
                body[name] = value;
            }
        }

        return body;
    }

    /// <summary>Words as a member of a body; null when there are none.</summary>
    public static JsonArray? Words(IReadOnlyCollection<string>? words) => words is { Count: > 0 } ? [.. words.Select(w => JsonValue.Create(w))] : null;

    private static string Encoded(object? value) => Uri.EscapeDataString(value switch
    {
        true => "true",
        false => "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    });
}
