namespace Parley.Engine.Translation.Codecs;

/// <summary>The fields of a date and time as a text says them, before a zone has made a moment of them.</summary>
internal struct TimeParts
{
    /// <summary>The offset of a text that says none.</summary>
    public const int NoOffset = int.MinValue;

    public int Year;
    public int Month;
    public int Day;
    public int Hour;
    public int Minute;
    public int Second;

    /// <summary>Tenths of a microsecond.</summary>
    public int Fraction;

    /// <summary>Minutes east of UTC, or <see cref="NoOffset"/>.</summary>
    public int Offset;

    public bool HasTime;

    public readonly bool IsValid =>
        Hour is >= 0 and < 24 && Minute is >= 0 and < 60 && Second is >= 0 and < 60
        && (Year == 0 ? Month == 0 && Day == 0 : Dictionary.PartialDate.IsValid(Year, Month, Day));

    public static TimeParts Of(DateTime time)
    {
        // The parts of the day by division: each property of a DateTime would begin anew.
        (int year, int month, int day) = time;
        int second = (int)(time.TimeOfDay.Ticks / TimeSpan.TicksPerSecond);
        return new TimeParts
        {
            Year = year,
            Month = month,
            Day = day,
            Hour = second / 3600,
            Minute = second / 60 % 60,
            Second = second % 60,
            Fraction = (int)(time.Ticks % TimeSpan.TicksPerSecond),
            Offset = NoOffset,
            HasTime = true,
        };
    }

    public readonly DateTime ToDateTime() => new DateTime(Year, Math.Max(Month, 1), Math.Max(Day, 1), Hour, Minute, Second, DateTimeKind.Unspecified).AddTicks(Fraction);
}
