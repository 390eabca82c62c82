using System.Text;
using System.Text.Json;

namespace Parley.Server.Intake;

/// <summary>Finds messages and the next cursor in an answer.</summary>
internal static class PollAnswer
{
    private const string Header = "header:";
    private const string Json = "json:";

    /// <summary>The next cursor; null when the answer has none.</summary>
    public static string? Cursor(string where, HttpResponseMessage response, byte[] answer)
    {
        if (where.StartsWith(Header, StringComparison.Ordinal))
        {
            string name = where[Header.Length..];
            return response.Headers.TryGetValues(name, out IEnumerable<string>? values)
                || response.Content.Headers.TryGetValues(name, out values) ? values.First() : null;
        }

        if (answer.Length == 0)
        {
            return null;
        }

        using JsonDocument document = Parse(answer);
        return Find(document.RootElement, where[Json.Length..]) switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            _ => null,
        };
    }

    /// <summary>The items of the list at a path, byte for byte as text.</summary>
    public static List<byte[]> Items(byte[] answer, string path)
    {
        if (answer.Length == 0)
        {
            return [];
        }

        using JsonDocument document = Parse(answer);
        return Find(document.RootElement, path) switch
        {
            { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(i => Encoding.UTF8.GetBytes(i.GetRawText()))],
            null or { ValueKind: JsonValueKind.Null } => [],
            _ => throw new PollAnswerException($"'{path}' of its answer is no list."),
        };
    }

    private static JsonDocument Parse(byte[] answer)
    {
        try
        {
            return JsonDocument.Parse(answer);
        }
        catch (JsonException failure)
        {
            throw new PollAnswerException($"Its answer is not JSON: {failure.Message}");
        }
    }

    private static JsonElement? Find(JsonElement element, string path)
    {
        foreach (string name in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element;
    }
}
