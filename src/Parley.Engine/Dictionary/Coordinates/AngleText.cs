using System.Buffers;
using System.Globalization;

namespace Parley.Engine.Dictionary.Coordinates;

/// <summary>
/// Latitude and longitude as text (DS_014, DS_015; ISO 6709 annex D): <c>52°39′27.3″N</c>, with leading zeros, sign or
/// N/S/E/W. Read too: ASCII quotes, blanks between the parts, degrees and minutes alone, decimal degrees.
/// </summary>
public static class AngleText
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>Reads a latitude in degrees, north positive; false when the text is none or beyond ±90.</summary>
    public static bool TryParseLatitude(ReadOnlySpan<char> text, out double degrees) => TryParse(text, 'N', 'S', 90, out degrees);

    /// <summary>Reads a longitude in degrees, east positive; false when the text is none or beyond ±180.</summary>
    public static bool TryParseLongitude(ReadOnlySpan<char> text, out double degrees) => TryParse(text, 'E', 'W', 180, out degrees);

    /// <summary>Reads a latitude and a longitude separated by a comma or semicolon, in that order.</summary>
    public static bool TryParsePoint(ReadOnlySpan<char> text, out GeoPoint point)
    {
        point = default;
        int comma = text.IndexOfAny(',', ';');
        if (comma < 0 || !TryParseLatitude(text[..comma], out double latitude) || !TryParseLongitude(text[(comma + 1)..], out double longitude))
        {
            return false;
        }

        point = new GeoPoint(latitude, longitude);
        return true;
    }

    /// <summary>Writes a latitude as <c>DD°MM′SS.S″N</c>.</summary>
    /// <param name="degrees">Degrees within ±90.</param>
    /// <param name="decimals">Decimals of the seconds, 0 to 6. One is about 3 m.</param>
    public static string FormatLatitude(double degrees, int decimals = 1) => Format(degrees, 90, 2, decimals, degrees < 0 ? 'S' : 'N');

    /// <summary>Writes a longitude as <c>DDD°MM′SS.S″E</c>.</summary>
    /// <param name="degrees">Degrees within ±180.</param>
    /// <param name="decimals">Decimals of the seconds, 0 to 6.</param>
    public static string FormatLongitude(double degrees, int decimals = 1) => Format(degrees, 180, 3, decimals, degrees < 0 ? 'W' : 'E');

    private static string Format(double degrees, int limit, int width, int decimals, char hemisphere)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(decimals, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, 6);
        if (!(Math.Abs(degrees) <= limit))
        {
            throw new ArgumentOutOfRangeException(nameof(degrees), $"Must lie within ±{limit}.");
        }

        // Rounded as one whole number of the smallest unit, so that 59.99″ never prints as 60.0″.
        long unit = (long)Math.Pow(10, decimals);
        long total = (long)Math.Round(Math.Abs(degrees) * 3600 * unit, MidpointRounding.AwayFromZero);
        (long minutes, long parts) = Math.DivRem(total, 60 * unit);
        string seconds = (parts / (decimal)unit).ToString(decimals == 0 ? "00" : "00." + new string('0', decimals), CultureInfo.InvariantCulture);
        string whole = (minutes / 60).ToString("D" + width.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return $"{whole}°{(minutes % 60).ToString("D2", CultureInfo.InvariantCulture)}′{seconds}″{hemisphere}";
    }

    private static bool TryParse(ReadOnlySpan<char> text, char positive, char negative, double limit, out double degrees)
    {
        degrees = 0;
        ReadOnlySpan<char> rest = text.Trim();
        if (!TryTakeSign(ref rest, positive, negative, out int sign) || !TryTakeParts(rest, out double value) || value > limit)
        {
            return false;
        }

        degrees = sign * value;
        return true;
    }

    /// <summary>Takes a leading sign or a leading or trailing hemisphere letter; false when there is more than one of them.</summary>
    private static bool TryTakeSign(ref ReadOnlySpan<char> text, char positive, char negative, out int sign)
    {
        sign = 1;
        int marks = 0;
        if (!text.IsEmpty && text[0] is '+' or '-' or '−')
        {
            sign = text[0] == '+' ? 1 : -1;
            text = text[1..];
            marks++;
        }

        for (int end = 0; end < 2 && !text.IsEmpty; end++)
        {
            char letter = char.ToUpperInvariant(end == 0 ? text[0] : text[^1]);
            if (letter == positive || letter == negative)
            {
                sign = letter == positive ? 1 : -1;
                text = (end == 0 ? text[1..] : text[..^1]).Trim();
                marks++;
            }
        }

        return marks <= 1;
    }

    /// <summary>Degrees, minutes and seconds: each but the last a whole number, minutes and seconds below 60.</summary>
    private static bool TryTakeParts(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        double unit = 1;
        ReadOnlySpan<char> rest = text;
        for (int part = 0; part < 3 && !rest.IsEmpty; part++)
        {
            int length = rest.IndexOfAnyExcept(NumberCharacters);
            ReadOnlySpan<char> number = length < 0 ? rest : rest[..length];
            if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double amount) || (part > 0 && amount >= 60))
            {
                return false;
            }

            value += amount / unit;
            unit *= 60;
            if (!TryTakeMark(length < 0 ? default : rest[length..], part, out rest) || (!rest.IsEmpty && number.Contains('.')))
            {
                return false;
            }
        }

        return rest.IsEmpty && unit > 1;
    }

    /// <summary>Takes the mark after a part (degree sign, prime, double prime or their ASCII forms) and blanks; at least one of them unless the text ends.</summary>
    private static bool TryTakeMark(ReadOnlySpan<char> text, int part, out ReadOnlySpan<char> rest)
    {
        ReadOnlySpan<char> marks = part switch { 0 => "°º", 1 => "′'’", _ => "″\"”" };
        int blanks = text.Length;
        rest = text.TrimStart(' ');
        blanks -= rest.Length;
        bool marked = !rest.IsEmpty && marks.Contains(rest[0]);
        if (marked)
        {
            rest = rest[1..].TrimStart(' ');
        }
        else if (part == 2 && (rest.StartsWith("''") || rest.StartsWith("′′")))
        {
            marked = true;
            rest = rest[2..].TrimStart(' ');
        }

        return marked || blanks > 0 || rest.IsEmpty;
    }
}
