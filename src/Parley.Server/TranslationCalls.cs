using System.Buffers;
using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Translation;
using Parley.Engine.Workspace;

namespace Parley.Server;

/// <summary>The two calls that the server makes into the engine for each message.</summary>
/// <param name="Read">Translates a message into a bundle.</param>
/// <param name="Write">Translates a bundle into a message.</param>
internal sealed record TranslationCalls(
    Func<MessageTypeDefinition, ReadOnlyMemory<byte>, IssueSink, Bundle?> Read,
    Func<MessageTypeDefinition, Bundle, WriteContext, IBufferWriter<byte>, IssueSink, bool> Write)
{
    /// <summary>The compiled translators with the dictionary's value rules held against a day that is past.</summary>
    public static TranslationCalls On(DateOnly day) => Compiled with { Read = (type, message, issues) => type.Translation.Read(message, issues, today: day) };

    /// <summary>The workspace's compiled translators.</summary>
    public static TranslationCalls Compiled { get; } = new(
        (type, message, issues) => type.Translation.Read(message, issues, today: DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)),
        (type, bundle, context, output, issues) => type.Translation.Write(bundle, context, output, issues));
}
