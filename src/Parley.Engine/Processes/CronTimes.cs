using System.Globalization;

namespace Parley.Engine.Processes;

/// <summary>The times that a cron expression of five fields names: minute, hour, day of the month, month, day of the week.</summary>
public sealed class CronTimes
{
    private static readonly string[] s_months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] s_days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private readonly bool[] _minutes;
    private readonly bool[] _hours;
    private readonly bool[] _days;
    private readonly bool[] _monthsOfYear;
    private readonly bool[] _weekdays;
    private readonly bool _anyDay;
    private readonly bool _anyWeekday;

    private CronTimes(string text, string[] fields, bool[][] sets)
    {
        Text = text;
        (_minutes, _hours, _days, _monthsOfYear, _weekdays) = (sets[0], sets[1], sets[2], sets[3], sets[4]);
        _weekdays[0] |= _weekdays[7];
        (_anyDay, _anyWeekday) = (fields[2] == "*", fields[4] == "*");
    }

    /// <summary>The expression.</summary>
    public string Text { get; }

    /// <summary>Reads an expression; null when it is none.</summary>
    public static CronTimes? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] fields = text.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 5)
        {
            return null;
        }

        bool[]?[] sets = [Set(fields[0], 0, 59, []), Set(fields[1], 0, 23, []), Set(fields[2], 1, 31, []), Set(fields[3], 1, 12, s_months), Set(fields[4], 0, 7, s_days)];
        return sets.Any(s => s is null) ? null : new CronTimes(text, fields, sets!);
    }

    /// <summary>The first time after an instant; null when there is none within eight years. A local time that a change of the clock leaves out is not
    /// run that day; one that comes twice is run the first time.</summary>
    /// <param name="after">The instant.</param>
    /// <param name="zone">The zone that the expression's times are in.</param>
    public DateTimeOffset? Next(DateTimeOffset after, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        DateTime start = TimeZoneInfo.ConvertTime(after, zone).DateTime;
        for (DateTime day = start.Date; day < start.Date.AddYears(8); day = day.AddDays(1))
        {
            if (!IsOn(day))
            {
                continue;
            }

            for (int minute = 0; minute < 1440; minute++)
            {
                DateTime local = day.AddMinutes(minute);
                if (!_hours[local.Hour] || !_minutes[local.Minute] || zone.IsInvalidTime(local))
                {
                    continue;
                }

                TimeSpan offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
                DateTimeOffset at = new(local, offset);
                if (at > after)
                {
                    return at;
                }
            }
        }

        return null;
    }

    // Where both days are named, either will do, as cron has always had it.
    private bool IsOn(DateTime day)
    {
        bool ofMonth = _days[day.Day];
        bool ofWeek = _weekdays[(int)day.DayOfWeek];
        return _monthsOfYear[day.Month] && (_anyDay || _anyWeekday ? ofMonth && ofWeek : ofMonth || ofWeek);
    }

    private static bool[]? Set(string field, int least, int most, string[] names)
    {
        bool[] set = new bool[most + 1];
        foreach (string part in field.Split(','))
        {
            string[] stepped = part.Split('/');
            int step = 1;
            if (stepped.Length > 2 || (stepped.Length == 2 && (!Number(stepped[1], [], least, out step) || step < 1)))
            {
                return null;
            }

            string[] range = stepped[0].Split('-');
            int from = least;
            int to = most;
            if (stepped[0] != "*")
            {
                if (range.Length > 2 || !Number(range[0], names, least, out from) || !Number(range[^1], names, least, out to))
                {
                    return null;
                }

                to = range.Length == 1 && stepped.Length == 2 ? most : to;
            }

            if (from < least || to > most || from > to)
            {
                return null;
            }

            for (int i = from; i <= to; i += step)
            {
                set[i] = true;
            }
        }

        return set;
    }

    private static bool Number(string text, string[] names, int least, out int number)
    {
        int named = Array.IndexOf(names, text);
        number = named + least;
        return named >= 0 || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
