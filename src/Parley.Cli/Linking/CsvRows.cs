using System.Text;

namespace Parley.Cli.Linking;

/// <summary>
/// Reads a CSV file row by row into one buffer, a million rows in a second or two: values are spans, nothing is allocated for them. Quotes as in RFC 4180; the
/// delimiter (comma, semicolon, tab or bar) is told by the header. Blanks around values are taken off.
/// </summary>
internal sealed class CsvRows(TextReader reader)
{
    private readonly char[] _buffer = new char[1 << 16];
    private readonly List<int> _ends = [];
    private char[] _row = new char[1024];
    private int _used;
    private int _at;
    private int _filled;
    private char _delimiter;

    /// <summary>How many values the row has.</summary>
    public int Count => _ends.Count;

    /// <summary>The line on which the row began.</summary>
    public int Line { get; private set; }

    private int _line = 1;

    /// <summary>A value of the row, without the blanks around it.</summary>
    public ReadOnlySpan<char> this[int index]
    {
        get
        {
            int start = index == 0 ? 0 : _ends[index - 1];
            return _row.AsSpan(start, _ends[index] - start).Trim();
        }
    }

    /// <summary>Opens a file as UTF-8.</summary>
    public static CsvRows Open(Stream stream) => new(new StreamReader(stream, Encoding.UTF8, true, 1 << 16));

    /// <summary>Reads the next row; blank lines are passed over.</summary>
    public bool Read()
    {
        do
        {
            if (!ReadRow())
            {
                return false;
            }
        }
        while (Count == 1 && this[0].Length == 0);
        return true;
    }

    private bool ReadRow()
    {
        _ends.Clear();
        _used = 0;
        Line = _line;
        if (_at == _filled && !Fill())
        {
            return false;
        }

        if (_delimiter == '\0')
        {
            _delimiter = Delimiter(_buffer.AsSpan(0, _filled));
        }

        bool quoted = false;
        bool blank = true;
        while (_at < _filled || Fill())
        {
            char c = _buffer[_at++];
            if (quoted)
            {
                quoted = c != '"' || Doubled();
                if (quoted)
                {
                    _line += c == '\n' ? 1 : 0;
                    Put(c);
                }

                continue;
            }

            if (c == '\n')
            {
                _line++;
                break;
            }

            if (c == _delimiter)
            {
                _ends.Add(_used);
                blank = true;
            }
            else if (c == '"' && blank)
            {
                quoted = true;
                blank = false;
            }
            else if (c != '\r')
            {
                blank &= c == ' ';
                Put(c);
            }
        }

        _ends.Add(_used);
        return true;
    }

    private bool Doubled()
    {
        if ((_at < _filled || Fill()) && _buffer[_at] == '"')
        {
            _at++;
            return true;
        }

        return false;
    }

    private void Put(char c)
    {
        if (_used == _row.Length)
        {
            Array.Resize(ref _row, _row.Length * 2);
        }

        _row[_used++] = c;
    }

    private bool Fill()
    {
        _filled = reader.Read(_buffer, 0, _buffer.Length);
        _at = 0;
        return _filled > 0;
    }

    private static char Delimiter(ReadOnlySpan<char> text)
    {
        int end = text.IndexOf('\n');
        ReadOnlySpan<char> header = end < 0 ? text : text[..end];
        char best = ',';
        foreach (char c in ";\t|")
        {
            best = header.Count(c) > header.Count(best) ? c : best;
        }

        return best;
    }
}
