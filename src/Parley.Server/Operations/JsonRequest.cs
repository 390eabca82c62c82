using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Server.Storage;

namespace Parley.Server.Operations;

/// <summary>A small JSON object that came as a request's body. What is not as it must be is a problem, never a fault.</summary>
internal sealed class JsonRequest
{
    private const int MostBytes = 16 * 1024;
    private const int MostMoment = 40;

    private readonly JsonElement _root;

    private JsonRequest(JsonElement root) => _root = root;

    /// <summary>Reads it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="names">The members it may have.</param>
    public static async Task<JsonRequest> ReadAsync(HttpContext context, params string[] names)
    {
        byte[] buffer = new byte[MostBytes + 1];
        int length = await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
        return length <= MostBytes
            ? Parse(buffer.AsMemory(0, length), names)
            : throw new ProblemException(new Problem(413, ServerIssues.TooLarge, $"The body is larger than {MostBytes} bytes.", "body"));
    }

    /// <summary>Reads one that may be large.</summary>
    /// <param name="context">The request.</param>
    /// <param name="most">The most bytes.</param>
    /// <param name="names">The members it may have.</param>
    public static async Task<JsonRequest> ReadWithinAsync(HttpContext context, int most, string[] names) => Parse(await RequestBody.ReadAsync(context, most), names);

    private static JsonRequest Parse(ReadOnlyMemory<byte> body, string[] names)
    {
        try
        {
            JsonElement root = JsonDocument.Parse(body).RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.EnumerateObject().FirstOrDefault(p => !names.Contains(p.Name)) is { Value.ValueKind: JsonValueKind.Undefined })
            {
                return new JsonRequest(root);
            }
        }
        catch (JsonException)
        {
            // Said below, as for a body that is no object.
        }

        throw Bad($"The body must be a JSON object with no members but {string.Join(", ", names)}.");
    }

    /// <summary>A text that must be there.</summary>
    public string Required(string name, int most) =>
        Optional(name, most) ?? throw Bad($"The body needs '{name}', a text of 1 to {most} characters.");

    /// <summary>A text, or null when it is not there.</summary>
    public string? Optional(string name, int most)
    {
        if (!TryGet(name, out JsonElement? element))
        {
            return null;
        }

        string? text = element.Value.ValueKind == JsonValueKind.String ? Text(element.Value) : null;
        return text is { Length: > 0 } && text.Length <= most ? text : throw Bad($"'{name}' must be a text of 1 to {most} characters.");
    }

    /// <summary>A text that is one of some words, or null when it is not there.</summary>
    public string? Known(string name, int most, IReadOnlyCollection<string> known) =>
        Optional(name, most) is not string word ? null
        : known.Contains(word) ? word
        : throw new ProblemException(new Problem(400, ServerIssues.BadRequest, KnownWords.Unknown(name, word, known), $"body: {name}"));

    /// <summary>Texts; none when they are not there.</summary>
    public IReadOnlyList<string> Texts(string name, int mostItems, int most)
    {
        if (!TryGet(name, out JsonElement? element))
        {
            return [];
        }

        string?[] texts = element.Value.ValueKind == JsonValueKind.Array && element.Value.GetArrayLength() <= mostItems
            ? [.. element.Value.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.String ? Text(e) : null)]
            : [null];
        return texts.All(t => t is { Length: > 0 } && t.Length <= most)
            ? [.. texts.OfType<string>()]
            : throw Bad($"'{name}' must be a list of at most {mostItems} texts.");
    }

    /// <summary>Texts by name; none when they are not there. A text may be empty.</summary>
    public IReadOnlyDictionary<string, string> Map(string name, int mostItems, int most)
    {
        if (!TryGet(name, out JsonElement? element))
        {
            return new Dictionary<string, string>();
        }

        if (element.Value.ValueKind != JsonValueKind.Object || element.Value.EnumerateObject().Count() > mostItems)
        {
            throw Bad($"'{name}' must be an object of at most {mostItems} texts.");
        }

        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach (JsonProperty item in element.Value.EnumerateObject())
        {
            texts[item.Name] = (item.Value.ValueKind == JsonValueKind.String ? Text(item.Value) : null) is { } text && text.Length <= most
                ? text
                : throw Bad($"Each of '{name}' must be a text of at most {most} characters.");
        }

        return texts;
    }

    /// <summary>A number within bounds; another when it is not there.</summary>
    public double Number(string name, double least, double most, double otherwise) =>
        !TryGet(name, out JsonElement? element) ? otherwise
        : element.Value.ValueKind == JsonValueKind.Number && element.Value.TryGetDouble(out double number) && number >= least && number <= most ? number
        : throw Bad($"'{name}' must be a number from {least} to {most}.");

    /// <summary>A moment as it is stored; another when it is not there.</summary>
    public long Moment(string name, long otherwise) =>
        Optional(name, MostMoment) is not string text ? otherwise
        : RequestMoment.TryParse(text, out DateTimeOffset moment) ? Clock.Microseconds(moment)
        : throw new ProblemException(new Problem(400, ServerIssues.BadRequest, $"'{name}' is a moment such as 2026-11-01T00:00:00Z.", $"body: {name}"));

    /// <summary>A truth value; false when it is not there.</summary>
    public bool Flag(string name) =>
        TryGet(name, out JsonElement? element)
        && (element.Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? element.Value.GetBoolean() : throw Bad($"'{name}' must be true or false."));

    /// <summary>A truth value that must be there.</summary>
    public bool RequiredFlag(string name) => TryGet(name, out _) ? Flag(name) : throw Bad($"The body needs '{name}', true or false.");

    private bool TryGet(string name, [NotNullWhen(true)] out JsonElement? element)
    {
        bool found = _root.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;
        element = found ? value : null;
        return found;
    }

    // PostgreSQL has no text with U+0000; a lone surrogate is no text at all.
    private static string? Text(JsonElement element)
    {
        try
        {
            return element.GetString()?.Replace("\0", "", StringComparison.Ordinal).Trim();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static ProblemException Bad(string why) => new(new Problem(400, ServerIssues.BadRequest, why, "body"));
}
