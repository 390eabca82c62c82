using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Json;
using Parley.Engine.Formats;
using Parley.Engine.Formats.Json;
using Parley.Engine.Issues;
using Parley.Engine.Translation;
using Parley.Engine.Workspace;

namespace Parley.Cli.Translating;

/// <summary>What messages are translated from: a message type, or the dictionary's own JSON.</summary>
/// <param name="System">The system that messages are from, or <c>pole</c>.</param>
/// <param name="Format">The format of the messages.</param>
/// <param name="Read">Translates one message into a bundle.</param>
internal sealed record TranslationSource(
    string System, MessageFormat Format, Func<ReadOnlyMemory<byte>, IssueSink, TranslationTrace?, Bundle?> Read)
{
    /// <summary>A message type of a system.</summary>
    public static TranslationSource Of(string system, MessageTypeDefinition message) => new(
        system, message.Translation.Format, (bytes, issues, trace) =>
        message.Translation.Read(bytes, issues, trace, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)));

    /// <summary>The dictionary's own JSON.</summary>
    public static TranslationSource Pole(PoleDictionary dictionary) =>
        new(TranslationRun.Pole, new JsonFormat(), (message, issues, _) => PoleJson.Read(message.Span, dictionary, issues));
}
