using System.Buffers;
using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Translation;

namespace Parley.Bench.Translation;

/// <summary>Parley's own way: the source's translation gives a bundle, the recipient's translation writes it.</summary>
internal sealed class ParleyCase : ITranslationCase
{
    private const string Incident = "workspace/systems/control/incident.yaml";
    private const string Occurrence = "workspace/systems/records/occurrence.yaml";

    private readonly Translator _source;
    private readonly Translator _recipient;

    private ParleyCase(string source, string recipient)
    {
        _source = Compile(source);
        _recipient = Compile(recipient);
    }

    public string Name => "Parley";

    /// <summary>The incident of command and control in JSON to the occurrence of records management in XML.</summary>
    public static ParleyCase JsonToXml() => new(Incident, Occurrence);

    /// <summary>The occurrence to the language of case preparation, as the stylesheet does it.</summary>
    public static ParleyCase XmlToXml() => new(Occurrence, "case.yaml");

    public void Run(ReadOnlyMemory<byte> input, ArrayBufferWriter<byte> output)
    {
        // A sink belongs to one message, as in the server, so its allocation counts.
        IssueSink issues = new();
        Bundle? bundle = _source.Read(input, issues);
        if (bundle is null || issues.Count > 0 || !_recipient.Write(bundle, WriteContext.Offline, output, issues) || issues.Count > 0)
        {
            throw new InvalidDataException(string.Join("; ", issues.Issues.Take(5)));
        }
    }

    public void Dispose()
    {
    }

    private static Translator Compile(string file)
    {
        IssueSink issues = new();
        return TranslationCompiler.Compile(file, File.ReadAllText(Path.Combine(SampleMessages.DataFolder, file)), BuiltInDictionary.BuiltIn, issues)
            ?? throw new InvalidDataException(string.Join("; ", issues.Issues));
    }
}
