using System.Globalization;

namespace Parley.Engine.Dictionary;

/// <summary>A calendar date of which the day, or the month and the day, may be unknown (ISO 8601: <c>1984</c>, <c>1984-07</c>, <c>1984-07-09</c>).</summary>
/// <param name="Year">1 to 9999.</param>
/// <param name="Month">1 to 12, or 0 when unknown.</param>
/// <param name="Day">1 to the month's last, or 0 when unknown; 0 whenever the month is.</param>
public readonly record struct PartialDate(int Year, int Month, int Day)
{
    /// <summary>True when day and month are known.</summary>
    public bool IsFull => Day != 0;

    /// <summary>Whether the parts make a date that exists.</summary>
    public static bool IsValid(int year, int month, int day) =>
        year is >= 1 and <= 9999
        && (month == 0 ? day == 0 : month is >= 1 and <= 12 && (day == 0 || (day >= 1 && day <= DateTime.DaysInMonth(year, month))));

    /// <summary>The first day that the date can mean.</summary>
    public DateOnly Earliest => new(Year, Math.Max(Month, 1), Math.Max(Day, 1));

    /// <summary>ISO 8601, as precise as is known.</summary>
    public override string ToString() => this switch
    {
        { Month: 0 } => Year.ToString("0000", CultureInfo.InvariantCulture),
        { Day: 0 } => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}"),
    };

    /// <summary>The date as one number that orders and packs (year, month, day in 16, 8 and 8 bits).</summary>
    internal int Packed => (Year << 16) | (Month << 8) | Day;

    internal static PartialDate FromPacked(int packed) => new(packed >> 16, (packed >> 8) & 0xff, packed & 0xff);
}
