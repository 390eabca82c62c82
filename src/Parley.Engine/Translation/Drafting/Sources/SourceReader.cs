using System.Text;
using Parley.Engine.Issues;

namespace Parley.Engine.Translation.Drafting.Sources;

/// <summary>Reads whatever a draft is made from into a tree of fields; tells by the content what nobody said.</summary>
internal static class SourceReader
{
    private const int Head = 4000;

    public static SourceMessage? Read(DraftRequest request, IssueSink issues) => (request.Kind ?? KindOf(request.Files[0])) switch
    {
        DraftSourceKind.JsonSchema => JsonSchemaSource.Read(request, issues),
        DraftSourceKind.Xsd => XsdSource.Read(request, issues),
        DraftSourceKind.OpenApi => OpenApiSource.Read(request, issues),
        _ => Samples(request.Files, issues),
    };

    /// <summary>What a file is, by how it begins.</summary>
    public static DraftSourceKind KindOf(DraftFile file)
    {
        string head = HeadOf(file);
        if (head.StartsWith('<'))
        {
            return head.Contains("http://www.w3.org/2001/XMLSchema\"", StringComparison.Ordinal) && head.Contains("schema", StringComparison.Ordinal)
                ? DraftSourceKind.Xsd
                : DraftSourceKind.Samples;
        }

        if (head.Contains("openapi:", StringComparison.Ordinal) || head.Contains("\"openapi\"", StringComparison.Ordinal))
        {
            return DraftSourceKind.OpenApi;
        }

        return head.StartsWith('{') && (head.Contains("\"$schema\"", StringComparison.Ordinal) || (head.Contains("\"properties\"", StringComparison.Ordinal) && head.Contains("\"type\"", StringComparison.Ordinal)))
            ? DraftSourceKind.JsonSchema
            : DraftSourceKind.Samples;
    }

    private static SourceMessage? Samples(IReadOnlyList<DraftFile> files, IssueSink issues)
    {
        string head = HeadOf(files[0]);
        if (head.StartsWith('{') || head.StartsWith('['))
        {
            return JsonSamples.Read(files, issues);
        }

        if (head.StartsWith('<'))
        {
            return XmlSamples.Read(files, issues);
        }

        string line = head.Split('\n')[0];
        bool delimited = ((char[])[',', ';', '\t', '|']).Any(d => line.Count(c => c == d) >= 2) || Path.GetExtension(files[0].Path) is ".csv" or ".tsv";
        return delimited ? CsvSamples.Read(files, issues) : FixedSamples.Read(files, issues);
    }

    // The bytes as Latin-1: what tells formats apart is ASCII.
    private static string HeadOf(DraftFile file)
    {
        ReadOnlySpan<byte> bytes = file.Content.Span[..Math.Min(Head, file.Content.Length)];
        return Encoding.Latin1.GetString(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes).TrimStart();
    }
}
