using System.Globalization;
using System.Text.RegularExpressions;

namespace Parley.Engine.Workspace;

/// <summary>A length of calendar time, as ISO 8601 writes it: <c>P6Y</c>, <c>P18M</c>, <c>P90D</c>, <c>P2W</c>, <c>P1Y6M</c>.</summary>
/// <param name="Months">Its months, years included.</param>
/// <param name="Days">Its days, weeks included.</param>
public readonly partial record struct RetentionPeriod(int Months, int Days)
{
    private const int MostMonths = 12 * 200;
    private const int MostDays = 366 * 200;

    /// <summary>Reads a period above zero and of at most 200 years; false when the text is none.</summary>
    public static bool TryParse(string text, out RetentionPeriod period)
    {
        Match match = Pattern().Match(text);
        period = match.Success ? new(Part(match, 1) * 12 + Part(match, 2), (Part(match, 3) * 7) + Part(match, 4)) : default;
        return period is { Months: >= 0 and <= MostMonths, Days: >= 0 and <= MostDays } && period.Months + period.Days > 0;
    }

    /// <summary>The moment this long after another; the last moment there is when that lies beyond the calendar.</summary>
    public DateTime After(DateTime moment)
    {
        try
        {
            return moment.AddMonths(Months).AddDays(Days);
        }
        catch (ArgumentOutOfRangeException)
        {
            return DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"P{(Months >= 12 ? $"{Months / 12}Y" : "")}{(Months % 12 > 0 ? $"{Months % 12}M" : "")}{(Days > 0 ? $"{Days}D" : "")}");

    private static int Part(Match match, int group) => match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("^P(?=.)(?:([0-9]{1,4})Y)?(?:([0-9]{1,5})M)?(?:([0-9]{1,5})W)?(?:([0-9]{1,6})D)?\\z")]
    private static partial Regex Pattern();
}
