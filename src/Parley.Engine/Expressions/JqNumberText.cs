using System.Globalization;

namespace Parley.Engine.Expressions;

/// <summary>
/// Numbers as jq writes them: a computed one in the shortest digits that read back the same, a literal in the digits it was written with (without
/// needless zeros in front, and its exponent in decimal arithmetic's standard form).
/// </summary>
internal static class JqNumberText
{
    private const int LargestExponent = 999_999_999;

    public static string Format(JqNumber number) => number.Text ?? Format(number.Value);

    public static string Format(double value)
    {
        if (double.IsNaN(value))
        {
            return "null";
        }

        if (double.IsInfinity(value))
        {
            value = value > 0 ? double.MaxValue : double.MinValue;
        }

        if (Math.Abs(value) < 1e15 && Math.Floor(value) == value)
        {
            return value == 0 && double.IsNegative(value) ? "-0" : ((long)value).ToString(CultureInfo.InvariantCulture);
        }

        return Arrange(value.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>A number as written; null when the text is none.</summary>
    /// <param name="text">ASCII.</param>
    /// <param name="isStrict">Whether only JSON's own numbers are read; otherwise jq's too: <c>nan</c>, <c>+1</c>, <c>01</c>, <c>1.</c>, <c>.5</c>.</param>
    public static JqNumber? TryRead(string text, bool isStrict)
    {
        if (!isStrict && NotFinite(text) is { } value)
        {
            return new JqNumber(value);
        }

        if (!TrySplit(text, isStrict, out bool isNegative, out string digits, out long exponent))
        {
            return null;
        }

        string canonical = Canonical(isNegative, digits, exponent, out bool isInfinite);
        if (isInfinite)
        {
            return new JqNumber(isNegative ? double.NegativeInfinity : double.PositiveInfinity);
        }

        return canonical.Length < 16 && !canonical.AsSpan().ContainsAny('.', 'E') && canonical != "-0"
            ? new JqNumber(long.Parse(canonical, CultureInfo.InvariantCulture))
            : new JqNumber(canonical);
    }

    /// <summary>The order of two literals by their digits.</summary>
    public static int Compare(string a, string b)
    {
        TrySplit(a, false, out bool aNegative, out string aDigits, out long aExponent);
        TrySplit(b, false, out bool bNegative, out string bDigits, out long bExponent);
        (aDigits, bDigits) = (aDigits.TrimStart('0'), bDigits.TrimStart('0'));
        if (aDigits.Length == 0 || bDigits.Length == 0 || aNegative != bNegative)
        {
            int left = aDigits.Length == 0 ? 0 : aNegative ? -1 : 1;
            return left.CompareTo(bDigits.Length == 0 ? 0 : bNegative ? -1 : 1);
        }

        int order = (aDigits.Length + aExponent).CompareTo(bDigits.Length + bExponent);
        int length = Math.Max(aDigits.Length, bDigits.Length);
        order = order != 0 ? order : string.CompareOrdinal(aDigits.PadRight(length, '0'), bDigits.PadRight(length, '0'));
        return aNegative ? -order : order;
    }

    /// <summary>What jq reads beside numbers: <c>nan</c>, which may carry digits, and <c>Infinity</c>.</summary>
    private static double? NotFinite(string text)
    {
        ReadOnlySpan<char> word = text.AsSpan().TrimStart('-');
        return word.StartsWith("nan", StringComparison.OrdinalIgnoreCase) && !word[3..].ContainsAnyExceptInRange('0', '9') ? double.NaN
            : !word.Equals("infinity", StringComparison.OrdinalIgnoreCase) ? null
            : text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
    }

    /// <summary>Cuts a number into sign, digits and the power of ten of the last digit.</summary>
    private static bool TrySplit(string text, bool isStrict, out bool isNegative, out string digits, out long exponent)
    {
        int at = text.Length > 0 && (text[0] == '-' || (text[0] == '+' && !isStrict)) ? 1 : 0;
        isNegative = at == 1 && text[0] == '-';
        int point = Digits(text, at);
        int end = point < text.Length && text[point] == '.' ? Digits(text, point + 1) : point;
        string whole = text[at..point];
        string fraction = end > point ? text[(point + 1)..end] : "";
        digits = whole + fraction;
        exponent = 0;
        bool good = digits.Length > 0 && (!isStrict || (whole.Length > 0 && (whole.Length == 1 || whole[0] != '0') && (end == point || fraction.Length > 0)));
        if (end < text.Length)
        {
            good &= text[end] is 'e' or 'E' && TryExponent(text.AsSpan(end + 1), out exponent);
        }

        exponent -= fraction.Length;
        return good;
    }

    private static bool TryExponent(ReadOnlySpan<char> text, out long exponent)
    {
        bool isNegative = text.Length > 0 && text[0] == '-';
        ReadOnlySpan<char> digits = text.Length > 0 && text[0] is '-' or '+' ? text[1..] : text;
        bool good = digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9');

        // An exponent beyond all measure is as good as a large one.
        exponent = !good ? 0
            : digits.TrimStart('0').Length > 10 ? 10L * LargestExponent
            : long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        exponent = isNegative ? -exponent : exponent;
        return good;
    }

    private static int Digits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private static string Canonical(bool isNegative, string digits, long exponent, out bool isInfinite)
    {
        string sign = isNegative ? "-" : "";
        string trimmed = digits.TrimStart('0');
        string coefficient = trimmed.Length == 0 ? "0" : trimmed;
        long adjusted = exponent + coefficient.Length - 1;
        isInfinite = adjusted > LargestExponent && trimmed.Length > 0;
        if (exponent <= 0 && adjusted >= -6)
        {
            int point = coefficient.Length + (int)exponent;
            return exponent == 0 ? sign + coefficient
                : point > 0 ? $"{sign}{coefficient[..point]}.{coefficient[point..]}"
                : $"{sign}0.{new string('0', -point)}{coefficient}";
        }

        string fraction = coefficient.Length > 1 ? "." + coefficient[1..] : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{coefficient[0]}{fraction}E{(adjusted < 0 ? "-" : "+")}{Math.Abs(adjusted)}");
    }

    /// <summary>Puts the point or exponent where jq does, given the shortest text in .NET's own layout.</summary>
    private static string Arrange(string shortest)
    {
        int exponentAt = shortest.IndexOf('E', StringComparison.Ordinal);
        string mantissa = (exponentAt < 0 ? shortest : shortest[..exponentAt]).TrimStart('-');
        int power10 = exponentAt < 0 ? 0 : int.Parse(shortest.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        int dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        string all = mantissa.Replace(".", "", StringComparison.Ordinal);
        string digits = all.TrimStart('0');
        int point = (dot < 0 ? mantissa.Length : dot) + power10 - (all.Length - digits.Length);
        int exponent = point - 1;
        digits = digits.TrimEnd('0');
        string sign = shortest[0] == '-' ? "-" : "";
        if (point <= -4 || point > digits.Length + 15)
        {
            string fraction = digits.Length > 1 ? "." + digits[1..] : "";
            string power = Math.Abs(exponent).ToString("D2", CultureInfo.InvariantCulture);
            return $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? "-" : "+")}{power}";
        }

        return point <= 0 ? $"{sign}0.{new string('0', -point)}{digits}"
            : point >= digits.Length ? sign + digits.PadRight(point, '0')
            : $"{sign}{digits[..point]}.{digits[point..]}";
    }
}
