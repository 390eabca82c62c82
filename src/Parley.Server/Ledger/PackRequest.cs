using System.Globalization;
using System.Text.Json;
using Parley.Engine.Evidence;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Ledger;

/// <summary>What <c>POST /v1/ledger/packs</c> asks for.</summary>
/// <param name="Question">The question.</param>
/// <param name="Earlier">A checkpoint that the asker holds, or null.</param>
internal sealed record PackRequest(EvidenceQuestion Question, string? Earlier)
{
    /// <summary>Reads the body; a problem when it asks for nothing, or for something else.</summary>
    public static PackRequest Read(byte[] body, SubjectHasher subjects)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(body);
            JsonElement root = json.RootElement;
            EvidenceQuestion question = new()
            {
                Exchange = Text(root, "exchange"),
                Subject = root.TryGetProperty("subject", out JsonElement subject) ? Subject(subject, subjects) : null,
                From = Moment(root, "from"),
                To = Moment(root, "to"),
            };
            bool asks = question.Exchange is not null || question.Subject is not null || (question.From is not null && question.To is not null);
            bool both = question.Exchange is not null && question.Subject is not null;
            bool known = root.EnumerateObject().All(p => p.Name is "exchange" or "subject" or "from" or "to" or "earlier");
            if (!asks || both || !known)
            {
                throw Bad("Ask for one exchange, one subject, or a period with from and to.");
            }

            return question.Exchange is null || PublicId.TryParse('x', question.Exchange, out _)
                ? new PackRequest(question, Text(root, "earlier"))
                : throw Bad($"'{question.Exchange}' is not the identifier of an exchange, which begins with x-.");
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw Bad("The body is not what /openapi/v1.json describes.");
        }
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static ulong Subject(JsonElement subject, SubjectHasher hasher) => subject.ValueKind == JsonValueKind.String
        ? ulong.Parse(subject.GetString()!, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        : hasher.Hash(subject.GetProperty("system").GetString()!, subject.GetProperty("type").GetString()!, subject.GetProperty("key").GetString()!);

    private static long? Moment(JsonElement root, string name) =>
        Text(root, name) is not { } text ? null
        : RequestMoment.TryParse(text, out DateTimeOffset moment) ? Clock.Microseconds(moment)
        : throw Bad($"'{text}' is not a time; {name} wants one such as 2026-11-22 or 2026-11-22T08:00:00Z.");

    private static ProblemException Bad(string cause) => new(new Problem(400, ServerIssues.BadRequest, cause, "body"));
}
