using Parley.Engine.Issues;

namespace Parley.Engine.Formats;

/// <summary>Reads one message of bytes into a tree along the shapes it was made for. Reusable; not thread-safe.</summary>
public abstract class MessageReader
{
    /// <summary>
    /// Reads a message. Faults of form (malformed, too deep, wrongly encoded, duplicate key) are added to <paramref name="issues"/> with
    /// their place, and the answer is false: the tree is then of no use.
    /// </summary>
    /// <param name="message">The bytes as received, in whatever encoding a byte order mark or declaration names, UTF-8 otherwise.</param>
    /// <param name="tree">The tree to fill; it is reset first. It points into <paramref name="message"/> and must not outlive it.</param>
    /// <param name="issues">Takes the faults.</param>
    public abstract bool TryRead(ReadOnlyMemory<byte> message, MessageTree tree, IssueSink issues);

    /// <summary>
    /// Reads a message that a field of another message carries as text, into children of the field's node: the node stands for the
    /// carried message's root. The text is UTF-8 whatever encoding it names.
    /// </summary>
    internal abstract bool TryReadEmbedded(MessageTree tree, int node, IssueSink issues);
}
