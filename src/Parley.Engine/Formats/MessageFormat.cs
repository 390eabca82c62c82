namespace Parley.Engine.Formats;

/// <summary>
/// A format as a translation declares it, with its options: makes readers, writers and splitters for a tree of shapes.
/// Immutable; one instance for each translation.
/// </summary>
public abstract class MessageFormat
{
    /// <summary>The format's name in translations: <c>json</c>, <c>xml</c>, <c>csv</c>, <c>fixed</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The media type of messages written in it (<c>application/json</c>).</summary>
    public abstract string MediaType { get; }

    /// <summary>The usual file ending, with the dot.</summary>
    public abstract string FileExtension { get; }

    /// <summary>Makes a reader for messages laid out by a frozen tree of shapes. Readers are not thread-safe; make one for each worker.</summary>
    public abstract MessageReader CreateReader(Shape root, FormatLimits limits);

    /// <summary>Makes a writer for a frozen tree of shapes. Writers are not thread-safe; make one for each worker.</summary>
    public abstract MessageWriter CreateWriter(Shape root);

    /// <summary>Makes a splitter that cuts a stream of many messages into single ones in bounded memory.</summary>
    public abstract MessageSplitter CreateSplitter(Stream stream, FormatLimits limits);

    /// <summary>The line of a message at which it itself begins when a splitter gives it out of a file: 2 behind a header row, else 1.</summary>
    public virtual int FirstLine => 1;

    /// <summary>How many bytes of a message only say what is to come, so that a file of many messages has them once: a header row. 0 for formats without such a thing.</summary>
    /// <param name="message">A message written in this format.</param>
    public virtual int HeadLength(ReadOnlySpan<byte> message) => 0;
}
