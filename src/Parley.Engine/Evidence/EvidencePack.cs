using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Parley.Engine.Evidence;

/// <summary>
/// Some entries of a ledger with all that is needed to verify them without it: one JSON document in a fixed layout, whose signature covers every byte
/// before it.
/// </summary>
public sealed record EvidencePack
{
    /// <summary>What the document calls itself.</summary>
    public const string Format = "parley-evidence-pack/1";

    private const string SignatureLine = "\"signature\":";

    private static readonly string[] s_readme =
    [
        "This file proves that the entries below stand in the ledger named by 'origin', each at its 'number', as they were when the checkpoint was signed.",
        "Verify it with: parley ledger verify FILE --key KEY, where KEY is the ledger's key, got from its keeper and not from this file.",
        "Without Parley: SHA-256 of a zero byte and the bytes of 'entry' as they stand here is the leaf; 'proof' leads from it to the root in the checkpoint's third line (RFC 9162 section 2.1.3.2).",
        "The checkpoint is a signed note (C2SP signed-note, ECDSA P-256 with SHA-256): openssl verifies its signature over the lines before the empty one.",
        "Entries say who used data, when, for whom and why, by identifiers and hashes; they never hold content.",
    ];

    /// <summary>The ledger's name.</summary>
    public required string Origin { get; init; }

    /// <summary>When the pack was made, microseconds since 1970.</summary>
    public required long Made { get; init; }

    /// <summary>What was asked.</summary>
    public required EvidenceQuestion Question { get; init; }

    /// <summary>The public keys that signed, as verifier keys; which of them to trust is not for the file to say.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>The signed checkpoint that the proofs lead to.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>An earlier signed checkpoint that the asker held, or null.</summary>
    public string? Earlier { get; init; }

    /// <summary>The proof that the earlier checkpoint's ledger is the beginning of this one.</summary>
    public IReadOnlyList<TreeHash> Consistency { get; init; } = [];

    /// <summary>The numbers of all entries that the pack was made with, so that one that was taken out can be named; null in a pack of before there were any.</summary>
    public IReadOnlyList<long>? Numbers { get; init; }

    /// <summary>The entries, in order.</summary>
    public required IReadOnlyList<ProvenEntry> Entries { get; init; }

    /// <summary>Writes the document, signed.</summary>
    public byte[] Sign(NoteSigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        string body = (this with { Numbers = [.. Entries.Select(e => e.Number)] }).Body();
        return Encoding.UTF8.GetBytes($"{body}{SignatureLine}{Quoted(signer.Sign(Signed(body)).ToString())}\n}}\n");
    }

    /// <summary>Reads a document; null when it is none, or not laid out as this version writes it.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="signed">The text that the signature is over.</param>
    /// <param name="signature">The signature.</param>
    public static EvidencePack? Read(ReadOnlySpan<byte> bytes, out string signed, out NoteSignature? signature)
    {
        (signed, signature) = ("", null);
        try
        {
            string text = new UTF8Encoding(false, true).GetString(bytes);
            using JsonDocument json = JsonDocument.Parse(text);
            EvidencePack pack = Read(json.RootElement);
            signature = NoteSignature.Parse(json.RootElement.GetProperty("signature").GetString()!);
            string body = pack.Body();
            signed = Signed(body);
            return signature is not null && text == $"{body}{SignatureLine}{Quoted(signature.ToString())}\n}}\n" ? pack : null;
        }
        catch (Exception failure) when (failure is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The text whose signature vouches for the document: its second line can never be that of a checkpoint.</summary>
    private static string Signed(string body) => $"{Format}\nsha256 {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}\n";

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static string Moment(long at) => LedgerWords.Moment(at).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static long At(JsonElement text) => LedgerWords.Microseconds(DateTime.ParseExact(
        text.GetString()!, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal));

    private static EvidencePack Read(JsonElement root) => new()
    {
        Origin = root.GetProperty("origin").GetString()!,
        Made = At(root.GetProperty("made")),
        Question = ReadQuestion(root.GetProperty("question")),
        Keys = [.. root.GetProperty("keys").EnumerateArray().Select(k => k.GetString()!)],
        Checkpoint = root.GetProperty("checkpoint").GetString()!,
        Earlier = root.TryGetProperty("earlier", out JsonElement earlier) ? earlier.GetString() : null,
        Consistency = root.TryGetProperty("consistency", out JsonElement consistency) ? Hashes(consistency) : [],
        Numbers = root.TryGetProperty("numbers", out JsonElement numbers) ? [.. numbers.EnumerateArray().Select(n => n.GetInt64())] : null,
        Entries = [.. root.GetProperty("entries").EnumerateArray().Select(e => new ProvenEntry(
            e.GetProperty("number").GetInt64(), Encoding.UTF8.GetBytes(e.GetProperty("entry").GetRawText()), Hashes(e.GetProperty("proof"))))],
    };

    private static EvidenceQuestion ReadQuestion(JsonElement question) => new()
    {
        Exchange = question.TryGetProperty("exchange", out JsonElement exchange) ? exchange.GetString() : null,
        Subject = question.TryGetProperty("subject", out JsonElement subject)
            ? ulong.Parse(subject.GetString()!, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : null,
        From = question.TryGetProperty("from", out JsonElement from) ? At(from) : null,
        To = question.TryGetProperty("to", out JsonElement to) ? At(to) : null,
    };

    private static List<TreeHash> Hashes(JsonElement list) =>
        [.. list.EnumerateArray().Select(h => TreeHash.TryParse(h.GetString(), out TreeHash hash) ? hash : throw new FormatException("not a hash"))];

    private static string Texts(IEnumerable<string> texts) => string.Join(",", texts.Select(Quoted));

    private string Body()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{{\n\"format\":{Quoted(Format)},\n\"readme\":[\n{string.Join(",\n", s_readme.Select(Quoted))}\n],\n");
        text.Append(CultureInfo.InvariantCulture, $"\"origin\":{Quoted(Origin)},\n\"made\":\"{Moment(Made)}\",\n\"question\":{{{Asked()}}},\n\"keys\":[{Texts(Keys)}],\n");
        text.Append(CultureInfo.InvariantCulture, $"\"checkpoint\":{Quoted(Checkpoint)},\n");
        if (Earlier is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"\"earlier\":{Quoted(Earlier)},\n\"consistency\":[{Texts(Consistency.Select(h => h.ToString()))}],\n");
        }

        if (Numbers is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"\"numbers\":[{string.Join(',', Numbers)}],\n");
        }

        text.Append("\"entries\":[");
        for (int i = 0; i < Entries.Count; i++)
        {
            ProvenEntry entry = Entries[i];
            text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ",")}\n{{\"number\":{entry.Number},\"entry\":{Encoding.UTF8.GetString(entry.Entry)},\"proof\":[");
            text.Append(Texts(entry.Proof.Select(h => h.ToString()))).Append("]}");
        }

        return text.Append("\n],\n").ToString();
    }

    private string Asked()
    {
        List<string> parts = [];
        Add("exchange", q => q.Exchange);
        Add("subject", q => q.Subject?.ToString("x16", CultureInfo.InvariantCulture));
        Add("from", q => q.From is long from ? Moment(from) : null);
        Add("to", q => q.To is long to ? Moment(to) : null);
        return string.Join(",", parts);

        void Add(string name, Func<EvidenceQuestion, string?> value)
        {
            if (value(Question) is { } text)
            {
                parts.Add($"\"{name}\":{Quoted(text)}");
            }
        }
    }
}
