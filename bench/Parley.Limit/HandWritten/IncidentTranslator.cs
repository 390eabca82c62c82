using System.Buffers;
using System.Text;
using System.Xml;

namespace Parley.Limit.HandWritten;

/// <summary>
/// The hand-written translation that Parley's is measured against: incident JSON to occurrence XML. One instance serves one thread at a time.
/// </summary>
internal sealed class IncidentTranslator : IDisposable
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    private readonly OccurrenceWriter _writer = new();
    private readonly BufferWriterStream _stream = new();

    /// <summary>Appends the XML to <paramref name="output"/>; throws on the first fault of the message, leaving the output unusable.</summary>
    public void Translate(ReadOnlySpan<byte> json, IBufferWriter<byte> output)
    {
        var incident = IncidentReader.Read(json);
        _stream.Output = output;
        using var xml = XmlWriter.Create(_stream, Settings);
        _writer.Write(xml, incident);
    }

    public void Dispose() => _stream.Dispose();
}
