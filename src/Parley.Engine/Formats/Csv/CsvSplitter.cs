using Parley.Engine.Issues;

namespace Parley.Engine.Formats.Csv;

/// <summary>
/// Gives each row as a message of its own, with the header row before it when there is one: so a row that is kept, or corrected and sent
/// again, still says what its columns are. A whole file is one message.
/// </summary>
internal sealed class CsvSplitter : RowSplitter
{
    private readonly StreamWindow _window;
    private readonly CsvFormat _format;
    private readonly FormatLimits _limits;
    private readonly ByteBuffer _message = new();
    private int _headerLength;
    private bool _started;
    private bool _broken;
    private int _line;

    // How far the row at the window's front has been looked through, and in what state.
    private int _scanned;
    private State _state;

    /// <summary>Starts at the stream's present place.</summary>
    public CsvSplitter(Stream stream, CsvFormat format, FormatLimits limits)
    {
        _window = new StreamWindow(stream, format.Encoding);
        _format = format;
        _limits = limits;
    }

    /// <inheritdoc/>
    public override int Line => _line;

    /// <inheritdoc/>
    public override int Before => _headerLength;

    /// <inheritdoc/>
    public override bool TryNext(out ReadOnlyMemory<byte> message, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(issues);
        message = default;
        if (!_started && !TryStart(issues))
        {
            return false;
        }

        while (!_broken && TryRow(issues, out int length))
        {
            _line = _window.Line;
            ReadOnlySpan<byte> row = _window.Data[..length];
            bool blank = row.Trim("\r\n"u8).IsEmpty && (_format.Header || _format.Columns.Count != 1);
            if (!blank)
            {
                _message.Truncate(_headerLength);
                _message.Add(row);
                message = _message.WrittenMemory;
            }

            _window.Pass(length);
            if (!message.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }

    private bool TryStart(IssueSink issues)
    {
        _started = true;
        if (!_window.TryFill(issues))
        {
            return Break();
        }

        if (_window.NeedsMark)
        {
            // The mark says that the message is in UTF-8 now, whatever the format says of the file.
            _message.Add("\uFEFF"u8);
        }

        if (_format.Header && !_format.WholeFile)
        {
            if (!TryRow(issues, out int length))
            {
                return false;
            }

            _message.Add(_window.Data[..length]);
            if (_message.Written[^1] != '\n')
            {
                _message.Add((byte)'\n');
            }

            _window.Pass(length);
        }

        _headerLength = _message.Length;
        return true;
    }

    // Finds the end of the row at the window's front. A row that is too large is passed over with an issue.
    private bool TryRow(IssueSink issues, out int length)
    {
        bool skipping = false;
        while (true)
        {
            length = _format.WholeFile ? -1 : FindEnd();
            if (length < 0 && _window.IsAtEnd)
            {
                length = _window.Data.Length;
            }

            bool ended = length >= 0;
            if (!skipping && _headerLength + (ended ? length : _window.Data.Length) > _limits.Bytes)
            {
                issues.Add(FormatIssues.TooLarge, $"a row is more than {_limits.Bytes} bytes; it is passed over", new SourcePosition(null, _window.Line, 1), losesData: true);
                skipping = true;
            }

            if (ended && !skipping)
            {
                Restart();
                return length > 0;
            }

            if (skipping)
            {
                int passed = ended ? length : _window.Data.Length;
                _window.Pass(passed);
                _scanned = Math.Max(0, _scanned - passed);
                if (ended)
                {
                    Restart();
                    skipping = false;
                    if (_window.IsAtEnd && _window.Data.IsEmpty)
                    {
                        return false;
                    }

                    continue;
                }
            }

            if (!_window.TryFill(issues))
            {
                return Break();
            }
        }
    }

    private void Restart()
    {
        _scanned = 0;
        _state = State.ValueStart;
    }

    // Quotes count only where a value starts, as for the reader; so a stray quote spoils its own row and not the rest of the file.
    private int FindEnd()
    {
        ReadOnlySpan<byte> data = _window.Data;
        while (_scanned < data.Length)
        {
            if (_state == State.Quoted)
            {
                int close = data[_scanned..].IndexOf((byte)_format.Quote);
                _state = close < 0 ? State.Quoted : State.QuoteClosed;
                _scanned = close < 0 ? data.Length : _scanned + close + 1;
                continue;
            }

            byte next = data[_scanned++];
            if (next == '\n')
            {
                return _scanned;
            }

            // A quote right behind a closed one is a doubled quote, within the value still.
            _state = next == _format.Quote && next != 0 && _state != State.Plain ? State.Quoted
                : next == _format.Delimiter ? State.ValueStart
                : State.Plain;
        }

        return -1;
    }

    private bool Break()
    {
        _broken = true;
        return false;
    }

    private enum State
    {
        ValueStart,
        Plain,
        Quoted,
        QuoteClosed,
    }
}
