using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Server.Operations;

namespace Parley.Server.Records;

/// <summary>The small JSON bodies in which acts, holds and decisions are asked for.</summary>
internal sealed class RecordBody
{
    private const int MostBytes = 16 << 10;
    private const int MostReason = 1000;
    private const int MostText = 300;

    private readonly JsonElement _root;

    private RecordBody(JsonElement root) => _root = root;

    /// <summary>Reads one; a problem when it is no JSON object.</summary>
    public static async Task<RecordBody> ReadAsync(HttpContext context)
    {
        byte[] body = await RequestBody.ReadAsync(context, MostBytes);
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return new RecordBody(document.RootElement.Clone());
            }
        }
        catch (JsonException)
        {
            // Said below, as for JSON that is no object.
        }

        throw new ProblemException(new Problem(400, ServerIssues.BadRequest, "A body must be a JSON object.", "body"));
    }

    /// <summary>The reason, which every act needs.</summary>
    public string Reason() => Text("reason", MostReason) ?? throw Missing($"Give a 'reason' of 1 to {MostReason} characters.");

    /// <summary>A text that must be there.</summary>
    public string Required(string name) => Text(name, MostText) ?? throw Missing($"Give '{name}', 1 to {MostText} characters.");

    /// <summary>A text, or null.</summary>
    public string? Optional(string name) => Text(name, MostText);

    /// <summary>Says that something is missing.</summary>
    public static ProblemException Missing(string what) => new(new Problem(400, RecordIssues.NoReason, what, "body"));

    private string? Text(string name, int most)
    {
        if (!_root.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        try
        {
            string? text = value.ValueKind == JsonValueKind.String ? value.GetString()!.Replace("\0", "", StringComparison.Ordinal).Trim() : null;
            if (text is { Length: > 0 } && text.Length <= most)
            {
                return text;
            }
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: no text.
        }

        throw Missing($"'{name}' must be text of 1 to {most} characters.");
    }
}
