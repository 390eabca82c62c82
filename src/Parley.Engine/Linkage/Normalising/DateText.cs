using System.Globalization;

namespace Parley.Engine.Linkage.Normalising;

/// <summary>
/// Reads dates of birth as people and systems write them, into eight decimal digits of four bits each: 24 June 1971 is 0x19710624, the year alone
/// 0x19710000. A day that does not exist is kept as it was typed, for a typing error is evidence too.
/// </summary>
internal static class DateText
{
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    // What systems write where the date is not known. The first of the epoch's year is so often a default that the few born then lose nothing by it.
    private static readonly uint[] Placeholders = [0x19000101, 0x19010101, 0x19700101, 0x18000101, 0x99991231, 0x19000000, 0x00010101, 0x11111111];

    /// <summary>Reads a date.</summary>
    /// <param name="text">The value.</param>
    /// <param name="monthFirst">Whether 03/04/1990 is 4 March.</param>
    /// <returns>The date; 0 when there is none or it is a placeholder.</returns>
    public static uint Read(ReadOnlySpan<char> text, bool monthFirst)
    {
        Span<char> folded = stackalloc char[64];
        int cut = text.IndexOfAny('T', 'Z');
        ReadOnlySpan<char> date = cut >= 8 && text.Contains(':') ? text[..cut] : text;
        int length = Letters.Fold(date.Length > 40 ? date[..40] : date, folded);
        uint read = ReadWords(folded[..length], monthFirst);
        return Array.IndexOf(Placeholders, read) >= 0 || read >> 16 is < 0x1800 or > 0x2199 ? 0 : read;
    }

    /// <summary>A packed date as people read it: <c>24/06/1971</c>, or <c>1971</c>.</summary>
    public static string Print(uint date) => (date & 0xFFFF) == 0
        ? (date >> 16).ToString("X4", CultureInfo.InvariantCulture)
        : $"{date & 0xFF:X2}/{(date >> 8) & 0xFF:X2}/{date >> 16:X4}";

    private static uint ReadWords(ReadOnlySpan<char> words, bool monthFirst)
    {
        Span<Range> ranges = stackalloc Range[5];
        int count = words.Split(ranges, ' ', StringSplitOptions.RemoveEmptyEntries);
        if (count == 1)
        {
            ReadOnlySpan<char> one = words[ranges[0]];
            return one.Length switch
            {
                8 when AllDigits(one) => Compact(one),
                4 when AllDigits(one) => Digits(one) << 16,
                _ => 0,
            };
        }

        if (count == 2)
        {
            return MonthAndYear(words[ranges[0]], words[ranges[1]]);
        }

        // Anything after the three parts is a time of day.
        return count >= 3 ? Parts(words[ranges[0]], words[ranges[1]], words[ranges[2]], monthFirst) : 0;
    }

    // 19710624 and 24061971: the year's two digits tell them apart.
    private static uint Compact(ReadOnlySpan<char> eight) =>
        IsCentury(eight[..2]) || !IsCentury(eight[4..6]) ? Digits(eight) : (Digits(eight[4..]) << 16) | (Digits(eight[2..4]) << 8) | Digits(eight[..2]);

    private static bool IsCentury(ReadOnlySpan<char> two) => two is "18" or "19" or "20";

    private static uint MonthAndYear(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        uint month = Month(first);
        return month > 0 && second.Length == 4 && AllDigits(second) ? (Digits(second) << 16) | (month << 8)
            : AllDigits(first) && AllDigits(second) && first.Length == 4 && second.Length <= 2 ? (Digits(first) << 16) | (Digits(second) << 8)
            : 0;
    }

    private static uint Parts(ReadOnlySpan<char> a, ReadOnlySpan<char> b, ReadOnlySpan<char> c, bool monthFirst)
    {
        if (Month(a) is > 0 and uint named && AllDigits(b) && AllDigits(c))
        {
            return Pack(Year(c), named, Digits(b));
        }

        if (Month(b) is > 0 and uint middle && AllDigits(a) && AllDigits(c))
        {
            return a.Length == 4 ? Pack(Digits(a), middle, Digits(c)) : Pack(Year(c), middle, Digits(a));
        }

        if (!AllDigits(a) || !AllDigits(b) || !AllDigits(c) || b.Length > 2)
        {
            return 0;
        }

        return a.Length == 4 ? c.Length <= 2 ? Pack(Digits(a), Digits(b), Digits(c)) : 0 : a.Length > 2 ? 0 : InOrder(Digits(a), Digits(b), Year(c), monthFirst);
    }

    private static uint InOrder(uint first, uint second, uint year, bool monthFirst)
    {
        (uint day, uint month) = monthFirst ? (second, first) : (first, second);
        return month > 0x12 && day <= 0x12 ? Pack(year, day, month) : Pack(year, month, day);
    }

    private static uint Pack(uint year, uint month, uint day) => year == 0 ? 0 : (year << 16) | ((month & 0xFF) << 8) | (day & 0xFF);

    // Two digits are the last hundred years before 2030: birthdays lie in the past, and there is no clock here.
    private static uint Year(ReadOnlySpan<char> digits) => digits.Length switch
    {
        4 => Digits(digits),
        2 => (Digits(digits) < 0x30 ? 0x2000u : 0x1900u) | Digits(digits),
        _ => 0,
    };

    private static uint Month(ReadOnlySpan<char> word)
    {
        for (int i = 0; word.Length >= 3 && i < Months.Length; i++)
        {
            if (word.StartsWith(Months[i], StringComparison.Ordinal))
            {
                return (uint)(((i + 1) / 10 * 16) + ((i + 1) % 10));
            }
        }

        return 0;
    }

    private static bool AllDigits(ReadOnlySpan<char> text) => text.Length > 0 && text.IndexOfAnyExceptInRange('0', '9') < 0;

    private static uint Digits(ReadOnlySpan<char> digits)
    {
        uint value = 0;
        foreach (char c in digits)
        {
            value = (value << 4) | (uint)(c - '0');
        }

        return value;
    }
}
