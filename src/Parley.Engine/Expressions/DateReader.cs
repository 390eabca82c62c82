using System.Globalization;

namespace Parley.Engine.Expressions;

/// <summary>Reads a text by a strptime format.</summary>
internal sealed class DateReader(string text)
{
    private static readonly DateTimeFormatInfo Names = CultureInfo.InvariantCulture.DateTimeFormat;
    private int _at;
    private int _year = 1900;
    private int _month = 1;
    private int _day = 1;
    private int _hour;
    private int _minute;
    private int _second;
    private int _dayOfYear;
    private bool? _afternoon;
    private int _zoneMinutes;
    private double? _epoch;

    public bool TryRead(string format, out DateTime time)
    {
        time = default;
        return Fields(format) && _at == text.Length && Assemble(out time);
    }

    private bool Fields(string format)
    {
        for (int i = 0; i < format.Length; i++)
        {
            char c = format[i];
            bool good = c == '%' && i + 1 < format.Length ? Directive(format[++i]) : char.IsWhiteSpace(c) ? Blanks() : Literal(c);
            if (!good)
            {
                return false;
            }
        }

        return true;
    }

    private bool Assemble(out DateTime time)
    {
        time = default;
        if (_epoch is { } seconds)
        {
            time = DateTime.UnixEpoch.AddSeconds(seconds);
            return true;
        }

        if (_year is < 1 or > 9998 || _day > DateTime.DaysInMonth(_year, _month))
        {
            return false;
        }

        int hour = _afternoon is { } pm ? (_hour % 12) + (pm ? 12 : 0) : _hour;
        DateTime day = _dayOfYear > 0 ? new DateTime(_year, 1, 1).AddDays(_dayOfYear - 1) : new DateTime(_year, _month, _day);
        // A zone is taken into account: the answer is UTC. (C libraries read it and drop it.)
        time = day.AddHours(hour).AddMinutes(_minute - _zoneMinutes).AddSeconds(_second);
        return time.Year >= 1;
    }

    private bool Directive(char directive) => directive switch
    {
        'Y' => Number(4, 1, 9998, out _year),
        'm' => Number(2, 1, 12, out _month),
        'd' or 'e' => Blanks() && Number(2, 1, 31, out _day),
        'H' => Number(2, 0, 23, out _hour),
        'I' => Number(2, 1, 12, out _hour),
        'M' => Number(2, 0, 59, out _minute),
        'S' => Number(2, 0, 60, out _second),
        'y' => Number(2, 0, 99, out int y) && Set(ref _year, y < 69 ? 2000 + y : 1900 + y),
        'j' => Number(3, 1, 366, out _dayOfYear),
        'p' => Name(["AM", "PM"], out int half) && Set(ref _afternoon, half == 1),
        'A' or 'a' => Name(Names.DayNames, out _) || Name(Names.AbbreviatedDayNames, out _),
        'B' or 'b' or 'h' => MonthName(),
        'T' => Fields("%H:%M:%S"),
        'R' => Fields("%H:%M"),
        'F' => Fields("%Y-%m-%d"),
        'D' => Fields("%m/%d/%y"),
        's' => Number(11, 0, int.MaxValue, out int epoch) && Set(ref _epoch, epoch),
        'Z' => ZoneName(),
        'z' => Zone(),
        'n' or 't' => Blanks(),
        '%' => Literal('%'),
        _ => false,
    };

    private static bool Set<T>(ref T field, T value)
    {
        field = value;
        return true;
    }

    private bool MonthName()
    {
        bool found = Name(Names.MonthNames[..12], out int month) || Name(Names.AbbreviatedMonthNames[..12], out month);
        return found && Set(ref _month, month + 1);
    }

    private bool Literal(char c)
    {
        bool good = _at < text.Length && text[_at] == c;
        _at += good ? 1 : 0;
        return good;
    }

    private bool Blanks()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        return true;
    }

    private bool Number(int most, int least, int greatest, out int value)
    {
        int start = _at;
        while (_at < text.Length && _at - start < most && char.IsAsciiDigit(text[_at]))
        {
            _at++;
        }

        return int.TryParse(text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= greatest;
    }

    private bool Name(string[] names, out int index)
    {
        index = Array.FindIndex(names, n => string.Compare(text, _at, n, 0, n.Length, StringComparison.OrdinalIgnoreCase) == 0);
        _at += index < 0 ? 0 : names[index].Length;
        return index >= 0;
    }

    private bool ZoneName()
    {
        int start = _at;
        while (_at < text.Length && char.IsAsciiLetter(text[_at]))
        {
            _at++;
        }

        return text[start.._at] is "Z" or "UTC" or "GMT";
    }

    private bool Zone()
    {
        if (Literal('Z'))
        {
            return true;
        }

        bool minus = _at < text.Length && text[_at] == '-';
        if (!(minus ? Literal('-') : Literal('+')) || !Number(2, 0, 14, out int hours))
        {
            return false;
        }

        Literal(':');
        return Number(2, 0, 59, out int minutes) && Set(ref _zoneMinutes, (minus ? -1 : 1) * ((hours * 60) + minutes));
    }
}
