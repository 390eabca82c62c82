using Parley.Engine.Issues;

namespace Parley.Engine.Formats;

/// <summary>
/// Cuts a stream that holds many messages (NDJSON lines, items of a JSON array, rows, elements below an XML root) into single messages.
/// Memory is bounded by the largest message allowed, whatever the length of the stream.
/// </summary>
public abstract class MessageSplitter : IDisposable
{
    /// <summary>
    /// Reads on to the next message.
    /// </summary>
    /// <param name="message">The message's bytes, valid until the next call.</param>
    /// <param name="issues">Takes the faults of framing; after a fault that makes the rest unreadable the answer is false.</param>
    /// <returns>False at the end.</returns>
    public abstract bool TryNext(out ReadOnlyMemory<byte> message, IssueSink issues);

    /// <summary>The number of the line on which the message that was read last begins, from 1.</summary>
    public abstract int Line { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases buffers; the stream stays the caller's.</summary>
    protected abstract void Dispose(bool disposing);
}
