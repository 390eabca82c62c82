using System.Text.Json;

namespace Parley.Limit.HandWritten;

/// <summary>Reads the single values of an incident: dates, codes and identifiers, each validated and normalised.</summary>
internal static class IncidentValues
{
    /// <summary>Longer than any date, code or identifier of this message, in bytes of UTF-8.</summary>
    private const int LongestValue = 64;

    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static DateTime ReadInstant(ref Utf8JsonReader reader)
    {
        Span<byte> buffer = stackalloc byte[LongestValue];
        var text = buffer[..ReadShort(ref reader, buffer)];
        if (text.Length != 16 || text[10] != ' ' || text[13] != ':')
        {
            throw Fault("a date and time is not dd/MM/yyyy HH:mm");
        }

        var hour = Digits(text[11..13]);
        var minute = Digits(text[14..16]);
        if (hour > 23 || minute > 59)
        {
            throw Fault("a time does not exist");
        }

        var local = Date(text[..10]).ToDateTime(new TimeOnly(hour, minute));
        if (London.IsInvalidTime(local))
        {
            throw Fault("a local time falls in the hour that summer time skips");
        }

        return DateTime.SpecifyKind(local - London.GetUtcOffset(local), DateTimeKind.Utc);
    }

    public static DateOnly ReadDate(ref Utf8JsonReader reader)
    {
        Span<byte> buffer = stackalloc byte[LongestValue];
        return Date(buffer[..ReadShort(ref reader, buffer)]);
    }

    public static string ReadGrade(ref Utf8JsonReader reader)
    {
        Span<byte> buffer = stackalloc byte[LongestValue];
        var code = buffer[..ReadShort(ref reader, buffer)];
        return code.Length != 1 ? throw Fault("a grade is not known") : code[0] switch
        {
            (byte)'1' => "immediate",
            (byte)'2' => "priority",
            (byte)'3' => "scheduled",
            (byte)'4' => "resolution-without-deployment",
            _ => throw Fault("a grade is not known"),
        };
    }

    public static string ReadGender(ref Utf8JsonReader reader)
    {
        Span<byte> buffer = stackalloc byte[LongestValue];
        var code = buffer[..ReadShort(ref reader, buffer)];
        return code.Length != 1 ? throw Fault("a sex code is not known") : code[0] switch
        {
            (byte)'M' => "male",
            (byte)'F' => "female",
            (byte)'N' => "non-binary",
            (byte)'U' => "not-known",
            _ => throw Fault("a sex code is not known"),
        };
    }

    public static string ReadPhoneType(ref Utf8JsonReader reader)
    {
        Span<byte> buffer = stackalloc byte[LongestValue];
        var code = buffer[..ReadShort(ref reader, buffer)];
        return code.SequenceEqual("MOB"u8) ? "MOBH"
            : code.SequenceEqual("HOME"u8) ? "LANH"
            : code.SequenceEqual("WORK"u8) ? "LANW"
            : throw Fault("a telephone type is not known");
    }

    public static string ReadColour(ref Utf8JsonReader reader)
    {
        Span<byte> buffer = stackalloc byte[LongestValue];
        var code = buffer[..ReadShort(ref reader, buffer)];
        return code.SequenceEqual("BLK"u8) ? "black"
            : code.SequenceEqual("BLU"u8) ? "blue"
            : code.SequenceEqual("GRN"u8) ? "green"
            : code.SequenceEqual("GRY"u8) ? "grey"
            : code.SequenceEqual("RED"u8) ? "red"
            : code.SequenceEqual("SIL"u8) ? "silver"
            : code.SequenceEqual("WHI"u8) ? "white"
            : throw Fault("a colour is not known");
    }

    /// <summary>A United Kingdom or international number in E.164.</summary>
    public static string ReadPhone(ref Utf8JsonReader reader)
    {
        Span<byte> buffer = stackalloc byte[LongestValue];
        var text = buffer[..ReadShort(ref reader, buffer)];
        Span<char> number = stackalloc char[LongestValue + 3];
        "+44".CopyTo(number);
        var international = text.StartsWith("+"u8) || text.StartsWith("00"u8);
        var skip = text.StartsWith("+"u8) || !international ? 1 : 2;
        if (!international && !text.StartsWith("0"u8))
        {
            throw Fault("a telephone number has no trunk or country prefix");
        }

        var length = international ? 1 : 3;
        foreach (var letter in text[skip..])
        {
            if (char.IsAsciiDigit((char)letter))
            {
                number[length++] = (char)letter;
            }
            else if (letter is not ((byte)' ' or (byte)'-' or (byte)'(' or (byte)')'))
            {
                throw Fault("a telephone number holds a letter");
            }
        }

        return length is < 9 or > 16 ? throw Fault("a telephone number is too short or too long") : new string(number[..length]);
    }

    /// <summary>A registration mark in capitals, without spaces.</summary>
    public static string ReadRegistration(ref Utf8JsonReader reader)
    {
        Span<byte> buffer = stackalloc byte[LongestValue];
        Span<char> mark = stackalloc char[LongestValue];
        var length = CopyAlphanumeric(buffer[..ReadShort(ref reader, buffer)], mark);
        return length is < 1 or > 11 ? throw Fault("a registration mark is too short or too long") : new string(mark[..length]);
    }

    /// <summary>A postcode in capitals, one space before its last three characters.</summary>
    public static string ReadPostcode(ref Utf8JsonReader reader)
    {
        Span<byte> buffer = stackalloc byte[LongestValue];
        Span<char> code = stackalloc char[LongestValue];
        var length = CopyAlphanumeric(buffer[..ReadShort(ref reader, buffer)], code);
        if (length is < 5 or > 7 || !char.IsAsciiLetter(code[0]) || !char.IsAsciiDigit(code[length - 3])
            || !char.IsAsciiLetter(code[length - 2]) || !char.IsAsciiLetter(code[length - 1]))
        {
            throw Fault("a postcode has not the form of one");
        }

        code[(length - 3)..length].CopyTo(code[(length - 2)..]);
        code[length - 3] = ' ';
        return new string(code[..(length + 1)]);
    }

    /// <summary>An integer from zero to <paramref name="most"/>.</summary>
    public static int ReadInteger(ref Utf8JsonReader reader, int most) =>
        reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) && number >= 0 && number <= most
            ? number
            : throw Fault("an integer is out of range");

    public static string ReadText(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw Fault("a field is not text");

    public static FormatException Fault(string what) => new(what);

    /// <summary>Unescapes a short text into the buffer and returns its length.</summary>
    private static int ReadShort(ref Utf8JsonReader reader, scoped Span<byte> buffer)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > buffer.Length)
        {
            throw Fault("a field is not a short text");
        }

        return reader.CopyString(buffer);
    }

    private static DateOnly Date(ReadOnlySpan<byte> text)
    {
        if (text.Length != 10 || text[2] != '/' || text[5] != '/')
        {
            throw Fault("a date is not dd/MM/yyyy");
        }

        var day = Digits(text[..2]);
        var month = Digits(text[3..5]);
        var year = Digits(text[6..10]);
        return year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            ? throw Fault("a date does not exist")
            : new DateOnly(year, month, day);
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var number = 0;
        foreach (var letter in text)
        {
            number = char.IsAsciiDigit((char)letter) ? (number * 10) + (letter - '0') : throw Fault("a date holds something other than digits");
        }

        return number;
    }

    private static int CopyAlphanumeric(ReadOnlySpan<byte> text, Span<char> destination)
    {
        var length = 0;
        foreach (var letter in text)
        {
            if (char.IsAsciiLetterOrDigit((char)letter))
            {
                destination[length++] = char.ToUpperInvariant((char)letter);
            }
            else if (letter != ' ')
            {
                throw Fault("an identifier holds something other than letters and digits");
            }
        }

        return length;
    }
}
