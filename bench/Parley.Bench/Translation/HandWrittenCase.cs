using System.Buffers;
using Parley.Limit.HandWritten;

namespace Parley.Bench.Translation;

/// <summary>JSON to XML by hand: Utf8JsonReader into plain classes, XmlWriter out. The code that the limit program runs.</summary>
internal sealed class HandWrittenCase : ITranslationCase
{
    private readonly IncidentTranslator _translator = new();

    public string Name => "hand-written";

    public void Run(ReadOnlyMemory<byte> input, ArrayBufferWriter<byte> output) => _translator.Translate(input.Span, output);

    public void Dispose() => _translator.Dispose();
}
