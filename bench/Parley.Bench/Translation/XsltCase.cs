using System.Buffers;
using System.Runtime.InteropServices;
using System.Xml;
using System.Xml.Xsl;
using Parley.Limit.HandWritten;

namespace Parley.Bench.Translation;

/// <summary>XML to XML by a compiled stylesheet: an occurrence in the language of records management to that of case preparation.</summary>
internal sealed class XsltCase : ITranslationCase
{
    private readonly XslCompiledTransform _transform = new();
    private readonly XmlReaderSettings _settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
    private readonly BufferWriterStream _stream = new();

    public XsltCase() => _transform.Load(Path.Combine(SampleMessages.DataFolder, "occurrence-to-case.xslt"));

    public string Name => "XslCompiledTransform";

    public void Run(ReadOnlyMemory<byte> input, ArrayBufferWriter<byte> output)
    {
        _stream.Output = output;
        MemoryMarshal.TryGetArray(input, out var bytes);
        using var source = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        using var reader = XmlReader.Create(source, _settings);
        using var writer = XmlWriter.Create(_stream, _transform.OutputSettings);
        _transform.Transform(reader, writer);
    }

    public void Dispose() => _stream.Dispose();
}
