using System.Buffers;

namespace Parley.Engine.Formats.Csv;

/// <summary>
/// Goes through UTF-8 text value by value as RFC 4180 lays it out. An own tokenizer rather than a library: the usual ones read characters
/// and give strings, where this gives places in the message's bytes and allocates nothing.
/// </summary>
internal ref struct CsvTokenizer(ReadOnlySpan<byte> text, CsvFormat format, SearchValues<byte> ends)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private readonly byte _delimiter = (byte)format.Delimiter;
    private readonly byte _quote = (byte)format.Quote;
    private readonly bool _quoting = format.Quote != '\0';
    private readonly bool _trim = format.Trim;
    private readonly SearchValues<byte> _ends = ends;

    /// <summary>The next byte to read.</summary>
    public int At { get; private set; }

    /// <summary>Where the value starts, without its quote.</summary>
    public int Start { get; private set; }

    /// <summary>How long it is, doubled quotes included.</summary>
    public int Length { get; private set; }

    /// <summary>Whether it stands in quotes.</summary>
    public bool IsQuoted { get; private set; }

    /// <summary>Whether quotes within it are doubled.</summary>
    public bool HasDoubledQuotes { get; private set; }

    /// <summary>Whether the value is its row's last.</summary>
    public bool EndsRow { get; private set; }

    /// <summary>Whether all has been read.</summary>
    public readonly bool IsAtEnd => At >= _text.Length;

    /// <summary>What delimits values that are not in quotes, for <see cref="CsvTokenizer"/>.</summary>
    public static SearchValues<byte> EndsOf(CsvFormat format) => format.Quote == '\0'
        ? SearchValues.Create([(byte)format.Delimiter, (byte)'\n'])
        : SearchValues.Create([(byte)format.Delimiter, (byte)'\n', (byte)format.Quote]);

    /// <summary>Reads the next value. Called again after a row's last value it reads the next row's first.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public string? Read()
    {
        IsQuoted = _quoting && At < _text.Length && _text[At] == _quote;
        HasDoubledQuotes = false;
        return IsQuoted ? ReadQuoted() : ReadPlain();
    }

    private string? ReadPlain()
    {
        int length = _text[At..].IndexOfAny(_ends);
        int end = length < 0 ? _text.Length : At + length;
        if (end < _text.Length && _text[end] == _quote && _quoting)
        {
            At = end;
            return "a quote stands within a value that is not in quotes";
        }

        int valueEnd = end;
        if ((end == _text.Length || _text[end] == '\n') && valueEnd > At && _text[valueEnd - 1] == '\r')
        {
            valueEnd--;
        }

        (Start, Length) = (At, valueEnd - At);
        if (_trim)
        {
            ReadOnlySpan<byte> value = _text.Slice(Start, Length);
            Start += Length - value.TrimStart(" \t"u8).Length;
            Length = value.Trim(" \t"u8).Length;
        }

        Pass(end);
        return null;
    }

    private string? ReadQuoted()
    {
        Start = At + 1;
        int end = Start;
        while (true)
        {
            int next = _text[end..].IndexOf(_quote);
            if (next < 0)
            {
                return "a quote is not closed";
            }

            end += next;
            if (end + 1 >= _text.Length || _text[end + 1] != _quote)
            {
                break;
            }

            HasDoubledQuotes = true;
            end += 2;
        }

        Length = end - Start;
        end++;
        if (end < _text.Length && _text[end] == '\r' && (end + 1 == _text.Length || _text[end + 1] == '\n'))
        {
            end++;
        }

        if (end < _text.Length && _text[end] != _delimiter && _text[end] != '\n')
        {
            At = end;
            return "a value goes on behind its closing quote";
        }

        Pass(end);
        return null;
    }

    private void Pass(int end)
    {
        EndsRow = end >= _text.Length || _text[end] == '\n';
        At = Math.Min(end + 1, _text.Length);
    }
}
