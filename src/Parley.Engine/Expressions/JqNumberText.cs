using System.Globalization;

namespace Parley.Engine.Expressions;

/// <summary>Numbers as jq writes them: the shortest digits that read back the same, with an exponent where jq uses one.</summary>
internal static class JqNumberText
{
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
