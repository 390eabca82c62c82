using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Issues;
using Parley.Server.Operations;

namespace Parley.Server.Decisions;

/// <summary>Reads the body of a request for evaluations. What concerns the whole of it is a problem with status 400, whichever it is, as AuthZEN asks.</summary>
internal static class EvaluationBody
{
    private const int MostBytes = 1 << 20;

    private static readonly JsonDocumentOptions s_options = new() { AllowDuplicateProperties = false };

    /// <summary>The body, a JSON object.</summary>
    public static async Task<JsonElement> ReadAsync(HttpContext context)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out MediaTypeHeaderValue? type)
            || !string.Equals(type.MediaType, "application/json", StringComparison.OrdinalIgnoreCase))
        {
            throw Bad(DecisionIssues.NotJson, "The media type must be application/json.", "header Content-Type");
        }

        byte[] body = await RequestBody.ReadAsync(context, MostBytes);
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, s_options);
            CheckTexts(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw Malformed("The body must be a JSON object.", "body");
        }
        catch (JsonException fault)
        {
            throw Malformed($"The body is no JSON, or has a member twice (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}).", "body");
        }
    }

    // The parser leaves texts alone until they are asked for: bytes that are no UTF-8 and halves of surrogate pairs would be found in the midst of a decision.
    private static void CheckTexts(byte[] body)
    {
        Utf8JsonReader json = new(body);
        while (json.Read())
        {
            try
            {
                if (json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    _ = json.GetString();
                }
            }
            catch (InvalidOperationException)
            {
                throw Malformed("A text in the body has bytes or escapes that are no characters.", "body");
            }
        }
    }

    /// <summary>A question that cannot be understood.</summary>
    public static ProblemException Malformed(string why, string place) => Bad(DecisionIssues.Malformed, why, place);

    /// <summary>A request that is refused as a whole.</summary>
    public static ProblemException Bad(IssueCode code, string why, string place) => new(new Problem(400, code, why, place));
}
