using Parley.Engine.Issues;

namespace Parley.Engine.Formats.FixedWidth;

/// <summary>Gives each line that is not blank as a message of its own.</summary>
internal sealed class FixedWidthSplitter : RowSplitter
{
    private readonly StreamWindow _window;
    private readonly LineCutter _lines;
    private readonly ByteBuffer _message = new();
    private int _line;

    /// <summary>Starts at the stream's present place.</summary>
    public FixedWidthSplitter(Stream stream, FixedWidthFormat format, FormatLimits limits)
    {
        _window = new StreamWindow(stream, format.Encoding);
        _lines = new LineCutter(_window, limits.Bytes);
    }

    /// <inheritdoc/>
    public override int Line => _line;

    /// <inheritdoc/>
    public override int Before => _window.NeedsMark ? 3 : 0;

    /// <inheritdoc/>
    public override bool TryNext(out ReadOnlyMemory<byte> message, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(issues);
        while (_lines.TryFind(issues, out int length))
        {
            _line = _window.Line;
            _message.Clear();
            if (_window.NeedsMark)
            {
                // The mark says that the message is in UTF-8 now, whatever the format says of the file.
                _message.Add("\uFEFF"u8);
            }

            ReadOnlySpan<byte> line = _window.Data[..length];
            bool blank = line.Trim(" \r\n"u8).IsEmpty;
            _message.Add(line);
            _window.Pass(length);
            if (!blank)
            {
                message = _message.WrittenMemory;
                return true;
            }
        }

        message = default;
        return false;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }
}
