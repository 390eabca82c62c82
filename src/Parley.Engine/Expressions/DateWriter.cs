using System.Globalization;
using System.Text;

namespace Parley.Engine.Expressions;

/// <summary>Writes a time by a strftime format, in the words of the C locale.</summary>
/// <param name="time">The time of the zone's clocks.</param>
/// <param name="zone">The zone that <c>%Z</c> and <c>%z</c> name.</param>
internal sealed class DateWriter(DateTime time, TimeZoneInfo zone)
{
    private static readonly DateTimeFormatInfo Names = CultureInfo.InvariantCulture.DateTimeFormat;

    /// <summary>False with the directive that is not known.</summary>
    public bool TryWrite(string format, out string text, out char unknown)
    {
        var written = new StringBuilder();
        (text, unknown) = ("", '\0');
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                written.Append(format[i]);
                continue;
            }

            unknown = format[++i];
            if (Directive(unknown) is not { } part)
            {
                return false;
            }

            written.Append(part);
        }

        text = written.ToString();
        return true;
    }

    private string Write(string format)
    {
        TryWrite(format, out string text, out _);
        return text;
    }

    private string? Directive(char directive) => directive switch
    {
        'Y' => time.Year.ToString("D4", CultureInfo.InvariantCulture),
        'm' => Two(time.Month),
        'd' => Two(time.Day),
        'e' => time.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2),
        'H' => Two(time.Hour),
        'I' => Two(((time.Hour + 11) % 12) + 1),
        'M' => Two(time.Minute),
        'S' => Two(time.Second),
        'p' => time.Hour < 12 ? "AM" : "PM",
        'y' => Two(time.Year % 100),
        'C' => Two(time.Year / 100),
        'j' => time.DayOfYear.ToString("D3", CultureInfo.InvariantCulture),
        'A' => Names.GetDayName(time.DayOfWeek),
        'a' => Names.GetAbbreviatedDayName(time.DayOfWeek),
        'B' => Names.GetMonthName(time.Month),
        'b' or 'h' => Names.GetAbbreviatedMonthName(time.Month),
        'u' => (((int)time.DayOfWeek + 6) % 7 + 1).ToString(CultureInfo.InvariantCulture),
        'w' => ((int)time.DayOfWeek).ToString(CultureInfo.InvariantCulture),
        's' => (time - zone.GetUtcOffset(time) - DateTime.UnixEpoch).TotalSeconds.ToString("F0", CultureInfo.InvariantCulture),
        'F' => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        'T' => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        'R' => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        'D' => time.ToString("MM/dd/yy", CultureInfo.InvariantCulture),
        'V' => Two(ISOWeek.GetWeekOfYear(time)),
        'G' => ISOWeek.GetYear(time).ToString("D4", CultureInfo.InvariantCulture),
        'Z' => ZoneName(),
        'z' => Offset(),
        'k' => time.Hour.ToString(CultureInfo.InvariantCulture).PadLeft(2),
        'l' => (((time.Hour + 11) % 12) + 1).ToString(CultureInfo.InvariantCulture).PadLeft(2),
        'P' => time.Hour < 12 ? "am" : "pm",
        'g' => Two(ISOWeek.GetYear(time) % 100),
        'U' => Two((time.DayOfYear + 6 - (int)time.DayOfWeek) / 7),
        'W' => Two((time.DayOfYear + 6 - (((int)time.DayOfWeek + 6) % 7)) / 7),
        'c' => Write("%a %b %e %H:%M:%S %Y"),
        'r' => Write("%I:%M:%S %p"),
        'x' => Write("%m/%d/%y"),
        'X' => Write("%H:%M:%S"),
        'n' => "\n",
        't' => "\t",
        '%' => "%",
        _ => null,
    };

    private static string Two(int value) => value.ToString("D2", CultureInfo.InvariantCulture);

    private string ZoneName() => ReferenceEquals(zone, TimeZoneInfo.Utc) ? "UTC" : zone.IsDaylightSavingTime(time) ? zone.DaylightName : zone.StandardName;

    private string Offset()
    {
        TimeSpan offset = zone.GetUtcOffset(time);
        return $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset.Duration():hhmm}";
    }
}
