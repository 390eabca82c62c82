using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Parley.Engine.Translation.Codecs;

/// <summary>
/// A date or time pattern (<c>dd/MM/yyyy HH:mm</c>), compiled once. Reads and writes UTF-8 without strings. <c>iso</c> stands for ISO 8601
/// with whatever precision is there.
/// </summary>
/// <remarks>
/// Tokens: yyyy yy MMMM MMM MM M dd d HH H hh h mm m ss s f… tt zzz z, text in single quotes, other characters as they are. Two-digit years
/// fall within the hundred years that end with the pivot (2049 unless the translation says otherwise).
/// </remarks>
internal sealed class TimePattern
{
    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly int[] PowersOfTen = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

    private readonly Token[] _tokens;
    private readonly int _pivot;

    private TimePattern(string text, Token[] tokens, int pivot)
    {
        Text = text;
        _tokens = tokens;
        _pivot = pivot;
        IsIso = tokens.Length == 0;
        HasDate = IsIso || tokens.Any(t => t.Kind is 'y');
        HasMonth = IsIso || tokens.Any(t => t.Kind is 'M');
        HasDay = IsIso || tokens.Any(t => t.Kind is 'd');
        HasTime = IsIso || tokens.Any(t => t.Kind is 'H' or 'h');
        HasZone = IsIso || tokens.Any(t => t.Kind is 'z');
    }

    public string Text { get; }

    public bool IsIso { get; }

    public bool HasDate { get; }

    public bool HasMonth { get; }

    public bool HasDay { get; }

    public bool HasTime { get; }

    /// <summary>True when the text itself says its offset (always, may be, for iso).</summary>
    public bool HasZone { get; }

    public static bool TryCompile(string text, int pivot, [NotNullWhen(true)] out TimePattern? pattern)
    {
        if (text == "iso")
        {
            pattern = new TimePattern(text, [], pivot);
            return true;
        }

        List<Token> tokens = [];
        pattern = null;
        int i = 0;
        while (i < text.Length)
        {
            char c = text[i];
            if (c == '\'')
            {
                int close = text.IndexOf('\'', i + 1);
                if (close < 0)
                {
                    return false;
                }

                tokens.Add(new Token('\0', 0, Encoding.UTF8.GetBytes(text[(i + 1)..close])));
                i = close + 1;
                continue;
            }

            int run = 1;
            while (i + run < text.Length && text[i + run] == c)
            {
                run++;
            }

            if (char.IsAsciiLetter(c) && !(c == 'T' && run == 1))
            {
                if (!IsKnown(c, run))
                {
                    return false;
                }

                tokens.Add(new Token(c, run, []));
                i += run;
            }
            else
            {
                tokens.Add(new Token('\0', 0, Encoding.UTF8.GetBytes(text.Substring(i, 1))));
                i++;
            }
        }

        if (tokens.Count == 0)
        {
            return false;
        }

        pattern = new TimePattern(text, [.. tokens], pivot);
        return pattern.HasDate || pattern.HasTime;
    }

    /// <summary>Reads a text that is exactly of this pattern.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, out TimeParts parts)
    {
        parts = new TimeParts { Month = 0, Day = 0, Offset = TimeParts.NoOffset };
        if (IsIso)
        {
            return IsoTime.TryRead(text, ref parts) && parts.IsValid;
        }

        int at = 0;
        bool afternoon = false;
        bool twelve = false;
        foreach (ref readonly Token token in _tokens.AsSpan())
        {
            if (!Read(in token, text, ref at, ref parts, ref afternoon, ref twelve))
            {
                return false;
            }
        }

        if (twelve)
        {
            parts.Hour = (parts.Hour % 12) + (afternoon ? 12 : 0);
        }

        parts.HasTime = HasTime;
        return at == text.Length && parts.IsValid;
    }

    /// <summary>Writes the parts; 64 bytes are always enough for a pattern of ordinary length.</summary>
    public int Write(in TimeParts parts, Span<byte> into)
    {
        if (IsIso)
        {
            return IsoTime.Write(in parts, into);
        }

        int at = 0;
        foreach (ref readonly Token token in _tokens.AsSpan())
        {
            at += Write(in token, in parts, into[at..]);
        }

        return at;
    }

    private static bool IsKnown(char c, int run) => c switch
    {
        'y' => run is 2 or 4,
        'M' => run is >= 1 and <= 4,
        'd' or 'H' or 'h' or 'm' or 's' => run is 1 or 2,
        'f' => run <= 7,
        't' => run == 2,
        'z' => run is 1 or 3,
        _ => false,
    };

    private bool Read(in Token token, ReadOnlySpan<byte> text, ref int at, ref TimeParts parts, ref bool afternoon, ref bool twelve)
    {
        int number;
        switch (token.Kind)
        {
            case '\0':
                if (!text[at..].StartsWith(token.Literal))
                {
                    return false;
                }

                at += token.Literal.Length;
                return true;
            case 'y':
                if (!Digits(text, ref at, token.Length, token.Length, out number))
                {
                    return false;
                }

                parts.Year = token.Length == 4 ? number : FullYear(number);
                return true;
            case 'M' when token.Length > 2:
                return Month(text, ref at, token.Length == 4, out parts.Month);
            case 'M':
                return Digits(text, ref at, token.Length, 2, out parts.Month) && parts.Month >= 1;
            case 'd':
                return Digits(text, ref at, token.Length, 2, out parts.Day) && parts.Day >= 1;
            case 'H':
                return Digits(text, ref at, token.Length, 2, out parts.Hour);
            case 'h':
                twelve = true;
                return Digits(text, ref at, token.Length, 2, out parts.Hour) && parts.Hour is >= 1 and <= 12;
            case 'm':
                return Digits(text, ref at, token.Length, 2, out parts.Minute);
            case 's':
                return Digits(text, ref at, token.Length, 2, out parts.Second);
            case 'f':
                if (!Digits(text, ref at, token.Length, token.Length, out number))
                {
                    return false;
                }

                parts.Fraction = number * PowerOfTen(7 - token.Length);
                return true;
            case 't':
                if (text.Length < at + 2)
                {
                    return false;
                }

                afternoon = (text[at] | 0x20) == 'p';
                bool known = (text[at + 1] | 0x20) == 'm' && (afternoon || (text[at] | 0x20) == 'a');
                at += 2;
                return known;
            default:
                return IsoTime.TryReadOffset(text, ref at, out parts.Offset);
        }
    }

    private static int Write(in Token token, in TimeParts parts, Span<byte> into)
    {
        switch (token.Kind)
        {
            case '\0':
                token.Literal.CopyTo(into);
                return token.Literal.Length;
            case 'y':
                return Number(token.Length == 4 ? parts.Year : parts.Year % 100, token.Length, into);
            case 'M' when token.Length > 2:
                string month = Months[Math.Max(parts.Month, 1) - 1];
                return Encoding.ASCII.GetBytes(token.Length == 3 ? month.AsSpan(0, 3) : month, into);
            case 'M':
                return Number(parts.Month, token.Length, into);
            case 'd':
                return Number(parts.Day, token.Length, into);
            case 'H':
                return Number(parts.Hour, token.Length, into);
            case 'h':
                return Number(parts.Hour % 12 == 0 ? 12 : parts.Hour % 12, token.Length, into);
            case 'm':
                return Number(parts.Minute, token.Length, into);
            case 's':
                return Number(parts.Second, token.Length, into);
            case 'f':
                return Number(parts.Fraction / PowerOfTen(7 - token.Length), token.Length, into);
            case 't':
                (parts.Hour >= 12 ? "PM"u8 : "AM"u8).CopyTo(into);
                return 2;
            default:
                return IsoTime.WriteOffset(parts.Offset, into);
        }
    }

    /// <summary>Writes a number that is not negative with at least so many digits.</summary>
    internal static int Number(int number, int width, Span<byte> into)
    {
        // By hand, since two digits with a format string cost the framework twenty times as much.
        int length = width;
        while (length < PowersOfTen.Length && number >= PowersOfTen[length])
        {
            length++;
        }

        for (int i = length - 1; i >= 0; i--, number /= 10)
        {
            into[i] = (byte)('0' + (number % 10));
        }

        return length;
    }

    internal static bool Digits(ReadOnlySpan<byte> text, ref int at, int least, int most, out int number)
    {
        number = 0;
        int start = at;
        while (at < text.Length && at - start < most && text[at] is >= (byte)'0' and <= (byte)'9')
        {
            number = (number * 10) + (text[at++] - '0');
        }

        return at - start >= least;
    }

    internal static int PowerOfTen(int n) => PowersOfTen[n];

    private int FullYear(int twoDigits)
    {
        int year = (_pivot / 100 * 100) + twoDigits;
        return year > _pivot ? year - 100 : year;
    }

    private static bool Month(ReadOnlySpan<byte> text, ref int at, bool full, out int month)
    {
        for (month = 1; month <= 12; month++)
        {
            int length = full ? Months[month - 1].Length : 3;
            if (text.Length >= at + length && Ascii.EqualsIgnoreCase(text.Slice(at, length), Months[month - 1].AsSpan(0, length)))
            {
                at += length;
                return true;
            }
        }

        return false;
    }

    private readonly record struct Token(char Kind, int Length, byte[] Literal);
}
