using System.Globalization;
using System.Text.RegularExpressions;
using Parley.Engine.Expressions;

namespace Parley.Engine.Processes.Templates;

/// <summary>A duration: months, which differ in length, and milliseconds.</summary>
internal readonly partial record struct IsoDuration(int Months, double Milliseconds)
{
    private const double MostMilliseconds = 100.0 * 366 * 864e5;

    /// <summary>The instant that is so much later.</summary>
    public DateTimeOffset After(DateTimeOffset start) => start.ToUniversalTime().AddMonths(Months).AddMilliseconds(Milliseconds);

    /// <summary>How many milliseconds it takes from an instant.</summary>
    public double From(DateTimeOffset start) => (After(start) - start).TotalMilliseconds;

    /// <summary>Reads a duration of ISO 8601, or the specification's object of days, hours, minutes, seconds, milliseconds.</summary>
    public static bool TryRead(JqValue value, out IsoDuration duration)
    {
        duration = default;
        return value.Kind switch
        {
            JqKind.String => TryParse(value.AsString, out duration),
            JqKind.Object => TryObject(value, out duration),
            _ => false,
        };
    }

    private static bool TryParse(string text, out IsoDuration duration)
    {
        Match match = Form().Match(text);
        duration = default;
        if (!match.Success || match.Length < 3 || text[^1] == 'T')
        {
            return false;
        }

        double months = (Part("Y") * 12) + Part("MO");
        double milliseconds = (Part("W") * 6048e5) + (Part("D") * 864e5) + (Part("H") * 36e5) + (Part("M") * 6e4) + (Part("S") * 1e3);
        duration = new IsoDuration((int)months, milliseconds);
        return months <= 1200 && milliseconds <= MostMilliseconds;

        double Part(string name) => match.Groups[name].Success ? double.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 0;
    }

    private static bool TryObject(JqValue value, out IsoDuration duration)
    {
        double sum = 0;
        int known = 0;
        foreach ((string name, double unit) in new[] { ("days", 864e5), ("hours", 36e5), ("minutes", 6e4), ("seconds", 1e3), ("milliseconds", 1.0) })
        {
            if (value.Member(name) is { Kind: JqKind.Number } number)
            {
                known++;
                sum += number.AsNumber * unit;
            }
        }

        duration = new IsoDuration(0, sum);
        return known > 0 && known == value.Members.Count() && sum is >= 0 and <= MostMilliseconds;
    }

    [GeneratedRegex("^P(?:(?<Y>\\d{1,3})Y)?(?:(?<MO>\\d{1,4})M)?(?:(?<W>\\d{1,5}(?:\\.\\d+)?)W)?(?:(?<D>\\d{1,6}(?:\\.\\d+)?)D)?(?:T(?:(?<H>\\d{1,7}(?:\\.\\d+)?)H)?(?:(?<M>\\d{1,9}(?:\\.\\d+)?)M)?(?:(?<S>\\d{1,11}(?:\\.\\d+)?)S)?)?$")]
    private static partial Regex Form();
}
