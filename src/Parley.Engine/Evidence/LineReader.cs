namespace Parley.Engine.Evidence;

/// <summary>Reads a stream line by line (newline alone), each line up to a bound.</summary>
internal sealed class LineReader(Stream stream, int most)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _over;

    /// <summary>After the last line: whether it ended with a newline, and none was beyond the bound.</summary>
    public bool EndedWhole { get; private set; } = true;

    /// <summary>The next line without its newline; null at the end.</summary>
    public async ValueTask<byte[]?> NextAsync(CancellationToken cancellationToken)
    {
        List<byte>? begun = null;
        while (!_over)
        {
            int newline = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            int taken = newline < 0 ? _end - _start : newline;
            if (newline >= 0 && begun is null)
            {
                byte[] line = _buffer.AsSpan(_start, taken).ToArray();
                _start += newline + 1;
                return line;
            }

            begun ??= [];
            begun.AddRange(_buffer.AsSpan(_start, taken));
            _start += newline < 0 ? taken : taken + 1;
            if (newline >= 0)
            {
                return [.. begun];
            }

            (_start, _end) = (0, await stream.ReadAsync(_buffer, cancellationToken));
            if (_end == 0 || begun.Count > most)
            {
                _over = true;
                EndedWhole = begun.Count == 0;
                return begun.Count == 0 || begun.Count > most ? null : [.. begun];
            }
        }

        return null;
    }
}
