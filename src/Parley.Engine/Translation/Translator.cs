using System.Buffers;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Issues;

namespace Parley.Engine.Translation;

/// <summary>
/// A compiled translation between a message type and bundles, both ways. Immutable and thread-safe: readers, writers and trees are rented for
/// the length of one call.
/// </summary>
public sealed class Translator
{
    /// <summary>The translation's name, unique in the workspace.</summary>
    public required string Name { get; init; }

    /// <summary>The file it came from, relative to the workspace.</summary>
    public required string File { get; init; }

    /// <summary>The format of the messages.</summary>
    public required MessageFormat Format { get; init; }

    /// <summary>The type of the record that its messages are about.</summary>
    public required RecordType SubjectType { get; init; }

    /// <summary>True when it can translate messages into bundles.</summary>
    public bool CanRead { get; init; } = true;

    /// <summary>True when it can translate bundles into messages.</summary>
    public bool CanWrite { get; init; } = true;

    /// <summary>Translates one message into a bundle.</summary>
    /// <param name="message">The bytes as received.</param>
    /// <param name="issues">Takes what is wrong with the message, what was lost, and what was not used.</param>
    /// <returns>The bundle, as far as the message allows; null when it cannot be read at all. The bundle does not point into the message.</returns>
    public Bundle? Read(ReadOnlyMemory<byte> message, IssueSink issues)
    {
        throw new InvalidOperationException($"{Name}: compiled translations are being joined");
    }

    /// <summary>Translates a bundle into one message.</summary>
    /// <param name="bundle">The bundle, or its permitted part.</param>
    /// <param name="context">What the message says of itself.</param>
    /// <param name="output">Takes the bytes.</param>
    /// <param name="issues">Takes what the message type cannot carry, and what it requires and is not there (an error).</param>
    /// <returns>False when the message must not be sent; what was written is then of no use.</returns>
    public bool Write(Bundle bundle, WriteContext context, IBufferWriter<byte> output, IssueSink issues)
    {
        throw new InvalidOperationException($"{Name}: compiled translations are being joined");
    }
}
