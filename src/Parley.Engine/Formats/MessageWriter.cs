using System.Buffers;
using Parley.Engine.Issues;

namespace Parley.Engine.Formats;

/// <summary>
/// Writes one message, driven by a compiled translation in document order. The calls nest: <see cref="Begin"/>, then for each place of the
/// shape tree either a scalar, or start and end of a container, with lists around containers or scalars that repeat; then <see cref="End"/>.
/// XML attributes of a container come before its other children. Reusable; not thread-safe.
/// </summary>
public abstract class MessageWriter
{
    /// <summary>Starts a message.</summary>
    /// <param name="output">Where the bytes go.</param>
    /// <param name="issues">Takes what the format cannot carry (a control character in XML, a value too long for its column), with the place's path.</param>
    public abstract void Begin(IBufferWriter<byte> output, IssueSink issues);

    /// <summary>Starts an object, element or row. The root's container is implied by <see cref="Begin"/>.</summary>
    public abstract void StartContainer(Shape shape);

    /// <summary>Ends it.</summary>
    public abstract void EndContainer(Shape shape);

    /// <summary>Starts the items of a repeated place: a JSON array; nothing in XML. Items follow as containers or scalars of the same shape.</summary>
    public abstract void StartList(Shape shape);

    /// <summary>Ends them.</summary>
    public abstract void EndList(Shape shape);

    /// <summary>Writes a value given in UTF-8, not yet escaped.</summary>
    public abstract void Scalar(Shape shape, ReadOnlySpan<byte> utf8, ScalarKind kind);

    /// <summary>Writes a text value, not yet escaped.</summary>
    public abstract void Scalar(Shape shape, string text);

    /// <summary>Writes the text of an element that also has attributes or children: the element's own content, between start and end.</summary>
    public abstract void Content(Shape container, ReadOnlySpan<byte> utf8);

    /// <summary>The same for text as a string.</summary>
    public abstract void Content(Shape container, string text);

    /// <summary>Ends the message and flushes it to the output.</summary>
    /// <returns>False when an error was reported: the output must not be used.</returns>
    public abstract bool End();
}
