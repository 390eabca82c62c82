using System.Buffers;

namespace Parley.Bench.Translation;

/// <summary>One way to translate a message, to be timed against another. An instance is used by one thread.</summary>
internal interface ITranslationCase : IDisposable
{
    /// <summary>The name in the table.</summary>
    string Name { get; }

    /// <summary>Appends the translation of <paramref name="input"/> to <paramref name="output"/>; throws when the message is bad.</summary>
    void Run(ReadOnlyMemory<byte> input, ArrayBufferWriter<byte> output);
}
