namespace Parley.Engine.Translation.Codecs;

/// <summary>ISO 8601 dates, times and moments in the extended form, as precise as the text is.</summary>
internal static class IsoTime
{
    public static bool TryRead(ReadOnlySpan<byte> text, ref TimeParts parts)
    {
        int at = 0;
        bool timeOnly = text.Length > 2 && text[2] == ':';
        if (!timeOnly && !TryReadDate(text, ref at, ref parts))
        {
            return false;
        }

        if (at == text.Length)
        {
            return !timeOnly;
        }

        if (!timeOnly && text[at++] is not ((byte)'T' or (byte)'t' or (byte)' '))
        {
            return false;
        }

        return TryReadTime(text, ref at, ref parts) && at == text.Length;
    }

    public static bool TryReadOffset(ReadOnlySpan<byte> text, ref int at, out int offset)
    {
        offset = 0;
        if (at >= text.Length)
        {
            return false;
        }

        if (text[at] is (byte)'Z' or (byte)'z')
        {
            at++;
            return true;
        }

        int sign = text[at] switch { (byte)'+' => 1, (byte)'-' => -1, _ => 0 };
        at++;
        int minutes = 0;
        if (sign == 0 || !TimePattern.Digits(text, ref at, 2, 2, out int hours))
        {
            return false;
        }

        if (at < text.Length)
        {
            at += text[at] == ':' ? 1 : 0;
            if (!TimePattern.Digits(text, ref at, 2, 2, out minutes))
            {
                return false;
            }
        }

        offset = sign * ((hours * 60) + minutes);
        return hours <= 14 && minutes < 60;
    }

    public static int Write(in TimeParts parts, Span<byte> into)
    {
        int at = 0;
        if (parts.Year != 0)
        {
            at += TimePattern.Number(parts.Year, 4, into);
            at += Part(parts.Month, (byte)'-', into[at..]);
            at += Part(parts.Month == 0 ? 0 : parts.Day, (byte)'-', into[at..]);
        }

        if (!parts.HasTime)
        {
            return at;
        }

        if (at > 0)
        {
            into[at++] = (byte)'T';
        }

        at += TimePattern.Number(parts.Hour, 2, into[at..]);
        into[at++] = (byte)':';
        at += TimePattern.Number(parts.Minute, 2, into[at..]);
        into[at++] = (byte)':';
        at += TimePattern.Number(parts.Second, 2, into[at..]);
        at += WriteFraction(parts.Fraction, into[at..]);
        return parts.Offset == TimeParts.NoOffset ? at : at + WriteOffset(parts.Offset, into[at..]);
    }

    public static int WriteOffset(int offset, Span<byte> into)
    {
        if (offset is 0 or TimeParts.NoOffset)
        {
            into[0] = (byte)'Z';
            return 1;
        }

        into[0] = offset < 0 ? (byte)'-' : (byte)'+';
        int minutes = Math.Abs(offset);
        TimePattern.Number(minutes / 60, 2, into[1..]);
        into[3] = (byte)':';
        TimePattern.Number(minutes % 60, 2, into[4..]);
        return 6;
    }

    private static bool TryReadDate(ReadOnlySpan<byte> text, ref int at, ref TimeParts parts)
    {
        if (!TimePattern.Digits(text, ref at, 4, 4, out parts.Year) || parts.Year == 0)
        {
            return false;
        }

        if (at < text.Length && text[at] == '-')
        {
            at++;
            if (!TimePattern.Digits(text, ref at, 2, 2, out parts.Month) || parts.Month == 0)
            {
                return false;
            }

            if (at < text.Length && text[at] == '-')
            {
                at++;
                return TimePattern.Digits(text, ref at, 2, 2, out parts.Day) && parts.Day > 0;
            }
        }

        return true;
    }

    private static bool TryReadTime(ReadOnlySpan<byte> text, ref int at, ref TimeParts parts)
    {
        parts.HasTime = true;
        if (!TimePattern.Digits(text, ref at, 2, 2, out parts.Hour)
            || at >= text.Length || text[at++] != ':'
            || !TimePattern.Digits(text, ref at, 2, 2, out parts.Minute))
        {
            return false;
        }

        if (at < text.Length && text[at] == ':')
        {
            at++;
            if (!TimePattern.Digits(text, ref at, 2, 2, out parts.Second))
            {
                return false;
            }

            if (at < text.Length && text[at] is (byte)'.' or (byte)',')
            {
                at++;
                int start = at;
                if (!TimePattern.Digits(text, ref at, 1, 9, out int fraction))
                {
                    return false;
                }

                int digits = at - start;
                parts.Fraction = digits <= 7 ? fraction * TimePattern.PowerOfTen(7 - digits) : fraction / TimePattern.PowerOfTen(digits - 7);
            }
        }

        return at == text.Length || TryReadOffset(text, ref at, out parts.Offset);
    }

    private static int Part(int number, byte before, Span<byte> into)
    {
        if (number == 0)
        {
            return 0;
        }

        into[0] = before;
        return 1 + TimePattern.Number(number, 2, into[1..]);
    }

    private static int WriteFraction(int fraction, Span<byte> into)
    {
        if (fraction == 0)
        {
            return 0;
        }

        into[0] = (byte)'.';
        int written = 1 + TimePattern.Number(fraction, 7, into[1..]);
        while (into[written - 1] == '0')
        {
            written--;
        }

        return written;
    }
}
