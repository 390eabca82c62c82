using System.Buffers;

namespace Parley.Limit.HandWritten;

/// <summary>The write side of a stream over a buffer writer, so that an XML writer fills a pooled buffer directly.</summary>
internal sealed class BufferWriterStream : Stream
{
    /// <summary>Where the bytes go; set before each use.</summary>
    public IBufferWriter<byte>? Output { get; set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer) => Output!.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => Output!.Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
