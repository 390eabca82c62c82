using Parley.Engine.Issues;

namespace Parley.Engine.Formats.Json;

/// <summary>
/// Cuts a stream of JSON into messages, and finds out by itself which of three ways it is framed: one outermost array, of which each item is
/// a message; a value on each line (NDJSON), when the first value ends with its line; or values one behind the other.
/// </summary>
internal sealed class JsonSplitter : MessageSplitter
{
    private readonly StreamWindow _window;
    private readonly LineCutter _lines;
    private readonly FormatLimits _limits;
    private Framing _framing;
    private JsonScanner _scanner;
    private int _given;
    private int _line;

    /// <summary>Starts at the stream's present place.</summary>
    public JsonSplitter(Stream stream, FormatLimits limits)
    {
        _window = new StreamWindow(stream, "utf-8");
        _lines = new LineCutter(_window, limits.Bytes);
        _limits = limits;
    }

    private enum Framing
    {
        Unknown,
        Array,
        Lines,
        Values,
        Ended,
    }

    /// <inheritdoc/>
    public override int Line => _line;

    /// <inheritdoc/>
    public override bool TryNext(out ReadOnlyMemory<byte> message, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(issues);
        message = default;

        // What was given is dropped only now, as it must stay valid until this call.
        _window.Pass(_given);
        _given = 0;
        if (_framing == Framing.Unknown)
        {
            Begin(issues);
        }

        return _framing switch
        {
            Framing.Array => TryItem(out message, issues),
            Framing.Lines => TryLine(out message, issues),
            Framing.Values or Framing.Unknown => TryValue(out message, issues),
            _ => false,
        };
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }

    private void Begin(IssueSink issues)
    {
        if (!TrySkipBlanks(issues))
        {
            _framing = Framing.Ended;
        }
        else if (_window.Data is [(byte)'[', ..])
        {
            _window.Pass(1);
            _framing = Framing.Array;
        }
    }

    private bool TryItem(out ReadOnlyMemory<byte> message, IssueSink issues)
    {
        message = default;
        bool first = _line == 0;
        if (!TrySkipBlanks(issues))
        {
            return Stop(issues, "the outermost array is not closed");
        }

        if (_window.Data[0] == ']')
        {
            _window.Pass(1);
            return TrySkipBlanks(issues) ? Stop(issues, "something stands behind the outermost array") : Stop();
        }

        if (!first)
        {
            if (_window.Data[0] != ',')
            {
                return Stop(issues, "there is no comma between two items of the outermost array");
            }

            _window.Pass(1);
            if (!TrySkipBlanks(issues))
            {
                return Stop(issues, "the outermost array is not closed");
            }
        }

        return TryGive(out message, issues);
    }

    private bool TryValue(out ReadOnlyMemory<byte> message, IssueSink issues)
    {
        message = default;
        if (!TrySkipBlanks(issues))
        {
            return Stop();
        }

        if (!TryGive(out message, issues))
        {
            return false;
        }

        if (_framing == Framing.Unknown)
        {
            _framing = EndsLine(issues) && !_window.Data[.._given].Contains((byte)'\n') ? Framing.Lines : Framing.Values;

            // Looking behind the value may have moved it.
            message = _window.Memory[.._given];
        }

        return true;
    }

    private bool TryLine(out ReadOnlyMemory<byte> message, IssueSink issues)
    {
        message = default;
        while (_lines.TryFind(issues, out int length))
        {
            if (!_window.Data[..length].Trim(" \t\r\n"u8).IsEmpty)
            {
                _line = _window.Line;
                _given = length;
                message = _window.Memory[..length];
                return true;
            }

            _window.Pass(length);
        }

        return Stop();
    }

    private bool TryGive(out ReadOnlyMemory<byte> message, IssueSink issues)
    {
        message = default;
        _scanner = default;
        int length;
        while ((length = _scanner.FindEnd(_window.Data, _window.IsAtEnd)) < 0)
        {
            if (_window.Data.Length > _limits.Bytes)
            {
                return TooLarge(issues);
            }

            if (_window.IsAtEnd)
            {
                return Stop(issues, "the stream ends in the middle of a message");
            }

            if (!_window.TryFill(issues))
            {
                return Stop();
            }
        }

        if (length > _limits.Bytes)
        {
            return TooLarge(issues);
        }

        _line = _window.Line;
        _given = length;
        message = _window.Memory[..length];
        return true;
    }

    // Whether nothing but blanks stands between the value that was given and the end of its line.
    private bool EndsLine(IssueSink issues)
    {
        while (true)
        {
            ReadOnlySpan<byte> rest = _window.Data[_given..].TrimStart(" \t\r"u8);
            if (!rest.IsEmpty || _window.IsAtEnd || !_window.TryFill(issues))
            {
                return rest.IsEmpty || rest[0] == '\n';
            }
        }
    }

    private bool TrySkipBlanks(IssueSink issues)
    {
        while (true)
        {
            ReadOnlySpan<byte> data = _window.Data;
            _window.Pass(data.Length - data.TrimStart(" \t\r\n"u8).Length);
            if (!_window.Data.IsEmpty)
            {
                return true;
            }

            if (_window.IsAtEnd || !_window.TryFill(issues))
            {
                return false;
            }
        }
    }

    private bool TooLarge(IssueSink issues)
    {
        issues.Add(FormatIssues.TooLarge, $"a message is more than {_limits.Bytes} bytes, and where the next begins cannot be told",
            new SourcePosition(null, _window.Line, 0), losesData: true);
        return Stop();
    }

    private bool Stop(IssueSink issues, string why)
    {
        // Bytes that could not be decoded have been reported already.
        if (!_window.IsBroken)
        {
            issues.Add(FormatIssues.Framing, why, new SourcePosition(null, _window.Line, 0), losesData: true);
        }

        return Stop();
    }

    private bool Stop()
    {
        _framing = Framing.Ended;
        return false;
    }
}
