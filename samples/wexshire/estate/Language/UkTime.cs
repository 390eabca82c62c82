using System.Globalization;

namespace Wexshire.Estate.Language;

/// <summary>
/// Civil time in the United Kingdom, by rule: one hour ahead of UTC from 01:00 UTC on the last Sunday of March to 01:00 UTC on the
/// last Sunday of October. The estate needs no time zone data for it, which some machines lack.
/// </summary>
internal static class UkTime
{
    public const string DateTimePattern = "dd/MM/yyyy HH:mm";

    public static DateTimeOffset FromUtc(DateTimeOffset instant) => instant.ToOffset(IsSummer(instant.UtcDateTime) ? TimeSpan.FromHours(1) : TimeSpan.Zero);

    public static string Minutes(DateTimeOffset instant) => FromUtc(instant).ToString(DateTimePattern, CultureInfo.InvariantCulture);

    private static bool IsSummer(DateTime utc) => utc >= LastSunday(utc.Year, 3) && utc < LastSunday(utc.Year, 10);

    private static DateTime LastSunday(int year, int month)
    {
        var last = new DateTime(year, month, 31, 1, 0, 0, DateTimeKind.Utc);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
