using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Engine.Evidence;
using Parley.Engine.Issues;

namespace Parley.Engine.Sharing.Signatures;

/// <summary>The protected header of an agreement's signature: exactly these members, each a text.</summary>
/// <param name="KeyId"><c>kid</c>: the organisation's key.</param>
/// <param name="Organisation"><c>org</c>: who signs.</param>
/// <param name="Signed"><c>signed</c>: on which day.</param>
/// <param name="Hash"><c>hash</c>: SHA-256 of the canonical content, so that a signature over an earlier text can be told from a forged one.</param>
internal sealed record SignatureHeader(string KeyId, string Organisation, DateOnly Signed, string Hash)
{
    /// <summary><c>alg</c>.</summary>
    public const string Algorithm = "ES256";

    /// <summary><c>typ</c>: keeps a signature made for something else from counting here.</summary>
    public const string Type = "parley-agreement+jws";

    private static readonly string[] Members = ["alg", "hash", "kid", "org", "signed", "typ"];

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    /// <summary>The header's bytes, in canonical form.</summary>
    public byte[] ToBytes() => CanonicalJson.Write(new JsonObject
    {
        ["alg"] = Algorithm,
        ["hash"] = Hash,
        ["kid"] = KeyId,
        ["org"] = Organisation,
        ["signed"] = Signed.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["typ"] = Type,
    });

    /// <summary>Reads a header; null with the code and what is wrong when it is not exactly as it must be.</summary>
    public static SignatureHeader? Read(byte[] bytes, out IssueCode fault, out string message)
    {
        fault = AgreementIssues.Header;
        if (Texts(bytes, out message) is not { } texts)
        {
            return null;
        }

        // Before all else: what is not ES256 is not looked at any further.
        if (texts.GetValueOrDefault("alg") != Algorithm)
        {
            fault = AgreementIssues.Algorithm;
            message = $"the algorithm is '{texts.GetValueOrDefault("alg", "none named")}', and only ES256 counts";
            return null;
        }

        if (!texts.Keys.Order(StringComparer.Ordinal).SequenceEqual(Members, StringComparer.Ordinal))
        {
            message = $"the header has {string.Join(", ", texts.Keys.Order(StringComparer.Ordinal))} and must have exactly {string.Join(", ", Members)}";
            return null;
        }

        if (texts["typ"] != Type)
        {
            message = $"the header's typ is '{texts["typ"]}' and must be '{Type}'";
            return null;
        }

        if (!DateOnly.TryParseExact(texts["signed"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly signed))
        {
            message = "the header's signed is not a date";
            return null;
        }

        return new SignatureHeader(texts["kid"], texts["org"], signed, texts["hash"]);
    }

    private static Dictionary<string, string>? Texts(byte[] bytes, out string message)
    {
        message = "the header is not a JSON object of texts";
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.EnumerateObject().All(m => m.Value.ValueKind == JsonValueKind.String)
                ? document.RootElement.EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetString()!, StringComparer.Ordinal)
                : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The latter for a text that is no Unicode.
            return null;
        }
    }
}
