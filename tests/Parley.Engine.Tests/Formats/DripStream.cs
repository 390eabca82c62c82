namespace Parley.Engine.Tests.Formats;

/// <summary>Gives at most three bytes at a time, as a slow connection may.</summary>
internal sealed class DripStream(byte[] bytes) : MemoryStream(bytes)
{
    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(3, buffer.Length)]);

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(3, count));
}
