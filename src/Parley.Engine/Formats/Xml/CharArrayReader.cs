namespace Parley.Engine.Formats.Xml;

/// <summary>Gives a parser the first characters of an array.</summary>
internal sealed class CharArrayReader(char[] text, int length) : TextReader
{
    private int _at;

    /// <inheritdoc/>
    public override int Peek() => _at < length ? text[_at] : -1;

    /// <inheritdoc/>
    public override int Read() => _at < length ? text[_at++] : -1;

    /// <inheritdoc/>
    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override int Read(Span<char> buffer)
    {
        int count = Math.Min(buffer.Length, length - _at);
        text.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }
}
