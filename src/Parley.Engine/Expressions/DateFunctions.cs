namespace Parley.Engine.Expressions;

/// <summary>Built-ins on dates. Seconds since 1970 and "broken down time" arrays, in UTC but for those with <c>local</c> in their names.</summary>
internal static class DateFunctions
{
    private const string Iso = "%Y-%m-%dT%H:%M:%SZ";
    private const double MostSeconds = 253402300799;
    private const double LeastSeconds = -62135596800;

    public static void AddTo(Dictionary<string, NativeFunction> table)
    {
        table["gmtime/0"] = (m, at, v, _) => v is JqNumber n ? BrokenDown(m, at, n.Value) : m.Fail(at, "gmtime() requires numeric inputs");
        table["mktime/0"] = (m, at, v, _) => Time(m, at, v, "mktime") is { } t ? JqValue.From(Math.Floor((t - DateTime.UnixEpoch).TotalSeconds)) : null;
        table["strptime/1"] = Parse;
        table["strftime/1"] = (m, at, v, a) => a[0] is JqString f ? Format(m, at, v, f.Value, "strftime/1", TimeZoneInfo.Utc) : m.Fail(at, "strftime/1 requires a string format");
        table["strflocaltime/1"] = (m, at, v, a) => a[0] is JqString f
            ? Format(m, at, v is JqNumber ? Local(m, at, v) : v, f.Value, "strflocaltime/1", m.Host.Zone)
            : m.Fail(at, "strflocaltime/1 requires a string format");
        table["localtime/0"] = (m, at, v, _) => v is JqNumber ? Local(m, at, v) : m.Fail(at, "localtime() requires numeric inputs");
        table["todate/0"] = (m, at, v, _) => Format(m, at, v, Iso, "strftime/1", TimeZoneInfo.Utc);
        table["fromdate/0"] = FromDate;
    }

    private static JqValue? FromDate(Machine machine, Node at, JqValue value, JqValue[] arguments)
    {
        JqValue? time = Parse(machine, at, value, [new JqString(Iso)]);
        return time is null ? null : JqValue.From((Time(machine, at, time, "mktime")!.Value - DateTime.UnixEpoch).TotalSeconds);
    }

    private static JqValue? BrokenDown(Machine machine, Node at, double seconds)
    {
        if (seconds is not (>= LeastSeconds and <= MostSeconds))
        {
            return machine.Fail(at, "error converting number of seconds since epoch to datetime");
        }

        double whole = Math.Floor(seconds);
        DateTime time = DateTime.UnixEpoch.AddSeconds(whole);
        return Array(time, time.Second + (seconds - whole));
    }

    private static JqArray Array(DateTime time, double second) => new(
    [
        JqValue.From(time.Year), JqValue.From(time.Month - 1), JqValue.From(time.Day), JqValue.From(time.Hour), JqValue.From(time.Minute),
        JqValue.From(second), JqValue.From((int)time.DayOfWeek), JqValue.From(time.DayOfYear - 1),
    ]);

    /// <summary>The instant that an array of broken down time stands for; values beyond their range carry over, as in C.</summary>
    private static DateTime? Time(Machine machine, Node at, JqValue value, string function)
    {
        if (value is not JqArray && function == "mktime")
        {
            machine.Fail(at, "mktime requires array inputs");
            return null;
        }

        if (value is not JqArray { Elements.Length: >= 6 } array || array.Elements.Any(e => e is not JqNumber))
        {
            machine.Fail(at, $"{function} requires parsed datetime inputs");
            return null;
        }

        double[] n = [.. array.Elements.Take(6).Select(e => Math.Floor(e.AsNumber))];
        double months = (n[0] * 12) + n[1];
        double year = Math.Floor(months / 12);
        if (year is not (>= 1 and <= 9998) || n.Skip(2).Any(x => Math.Abs(x) > 1e8))
        {
            machine.Fail(at, $"{function}: date out of range");
            return null;
        }

        double days = (new DateTime((int)year, (int)(months - (year * 12)) + 1, 1) - DateTime.UnixEpoch).TotalDays + n[2] - 1;
        double seconds = (days * 86400) + (n[3] * 3600) + (n[4] * 60) + n[5];
        if (seconds is >= LeastSeconds and <= MostSeconds)
        {
            return DateTime.UnixEpoch.AddSeconds(seconds);
        }

        machine.Fail(at, $"{function}: date out of range");
        return null;
    }

    /// <summary>The broken down time of the host's zone.</summary>
    private static JqValue? Local(Machine machine, Node at, JqValue value)
    {
        double seconds = value.AsNumber;
        if (seconds is not (>= LeastSeconds and <= MostSeconds))
        {
            return machine.Fail(at, "error converting number of seconds since epoch to datetime");
        }

        DateTime utc = DateTime.UnixEpoch.AddSeconds(Math.Floor(seconds));
        return BrokenDown(machine, at, seconds + machine.Host.Zone.GetUtcOffset(utc).TotalSeconds);
    }

    private static JqValue? Format(Machine machine, Node at, JqValue? value, string format, string function, TimeZoneInfo zone)
    {
        JqValue? broken = value is JqNumber n ? BrokenDown(machine, at, n.Value) : value;
        if (broken is null || Time(machine, at, broken, function) is not { } time)
        {
            return null;
        }

        return new DateWriter(time, zone).TryWrite(format, out string text, out char unknown)
            ? new JqString(text)
            : machine.Fail(at, $"{function}: %{unknown} is outside the subset");
    }

    private static JqValue? Parse(Machine machine, Node at, JqValue value, JqValue[] arguments)
    {
        if (value is not JqString s || arguments[0] is not JqString format)
        {
            return machine.Fail(at, $"strptime/1 requires string inputs and arguments");
        }

        var reader = new DateReader(s.Value);
        return reader.TryRead(format.Value, out DateTime time)
            ? Array(time, time.Second)
            : machine.Fail(at, $"date \"{s.Value}\" does not match format \"{format.Value}\"");
    }
}
