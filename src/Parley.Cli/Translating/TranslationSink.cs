using System.Buffers;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Json;
using Parley.Engine.Formats;
using Parley.Engine.Issues;
using Parley.Engine.Translation;
using Parley.Engine.Workspace;

namespace Parley.Cli.Translating;

/// <summary>What messages are translated to: a message type, or the dictionary's own JSON.</summary>
/// <param name="System">The system that messages are for, or <c>pole</c>.</param>
/// <param name="FileExtension">The usual file ending, with the dot.</param>
/// <param name="Format">The message type's format; null for the dictionary's own JSON.</param>
/// <param name="Write">Translates one bundle into a message; false when it must not be used.</param>
internal sealed record TranslationSink(
    string System, string FileExtension, MessageFormat? Format, Func<Bundle, WriteContext, IBufferWriter<byte>, IssueSink, TranslationTrace?, bool> Write)
{
    /// <summary>A message type of a system.</summary>
    public static TranslationSink Of(string system, MessageTypeDefinition message) =>
        new(system, message.Translation.Format.FileExtension, message.Translation.Format, message.Translation.Write);

    /// <summary>The dictionary's own JSON.</summary>
    public static TranslationSink Pole(PoleDictionary dictionary) => new(TranslationRun.Pole, ".json", null, (bundle, _, buffer, _, _) =>
    {
        PoleJson.Write(bundle, buffer, dictionary.Version);
        return true;
    });
}
