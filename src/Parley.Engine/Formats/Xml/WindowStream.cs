using System.Xml;
using Parley.Engine.Issues;

namespace Parley.Engine.Formats.Xml;

/// <summary>
/// Gives a parser the bytes of a window, and no more of them at one go than a limit: what the parser must hold as a whole, such as a tag, then
/// cannot take more memory than that.
/// </summary>
internal sealed class WindowStream(StreamWindow window, IssueSink issues, int limit) : ForwardStream
{
    private int _taken;

    /// <summary>True when the parser wanted more at one go than the limit.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>Starts counting anew; called whenever the parser has come forward.</summary>
    public void Renew() => _taken = 0;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_taken >= limit)
        {
            IsExhausted = true;
            throw new XmlException($"a tag is more than {limit} bytes");
        }

        if (window.Data.IsEmpty && !window.IsAtEnd)
        {
            window.TryFill(issues);
        }

        int count = Math.Min(buffer.Length, window.Data.Length);
        window.Data[..count].CopyTo(buffer);
        window.Pass(count);
        _taken += count;
        return count;
    }
}
