using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Parley.Engine.Calendar;
using Parley.Engine.Issues;

namespace Parley.Cli.Commands.Calendar;

/// <summary><c>parley calendar after</c>: when something is due.</summary>
internal sealed class CalendarAfterCommand : CalendarQuestion
{
    private readonly Argument<string> _from = new("from") { Description = "A date such as 2026-12-23, or a moment such as 2026-12-23T18:40:00Z" };
    private readonly Argument<int> _days = new("days") { Description = "How many working days" };

    public CalendarAfterCommand()
        : base("after", "Say when something is due that must be done within so many working days") =>
        Takes(_from, _days);

    /// <inheritdoc/>
    public override string Details => """
        It is due at the end of that working day. The day itself is not counted. Given a moment and not a date, a cut-off of the workspace applies.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley calendar after 2026-12-23 5", "parley calendar after 2026-12-23T18:40:00Z 1 --calendar scotland"];

    /// <inheritdoc/>
    protected override JsonNode? Answer(ParseResult parsed, WorkingCalendar calendar, IssueSink issues)
    {
        string from = parsed.GetRequiredValue(_from);
        int days = parsed.GetValue(_days);
        if (days is < 0 or > WorkingCalendar.MostDays)
        {
            throw new UsageException($"say how many working days, 0 to {WorkingCalendar.MostDays}");
        }

        return Due(from, days, calendar, issues) is not { } due ? null : new JsonObject
        {
            ["calendar"] = calendar.Holidays.Name,
            ["from"] = from,
            ["workingDays"] = days,
            ["due"] = due.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            ["day"] = due.DayOfWeek.ToString(),
        };
    }

    private static DateTimeOffset? Due(string from, int days, WorkingCalendar calendar, IssueSink issues)
    {
        if (from.Length == 10)
        {
            return calendar.Add(Date(from, "from"), days, issues) is DateOnly day ? calendar.EndOf(day) : null;
        }

        return DateTimeOffset.TryParse(from, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
            ? calendar.DueAfter(moment, days, issues)
            : throw new UsageException($"from must be a date such as 2026-12-23, or a moment such as 2026-12-23T18:40:00Z, not '{from}'");
    }
}
