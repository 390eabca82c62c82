using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Engine.Calendar;
using Parley.Engine.Issues;

namespace Parley.Cli.Commands.Calendar;

/// <summary><c>parley calendar holidays</c>: the bank holidays that a calendar knows.</summary>
internal sealed class CalendarHolidaysCommand : CalendarQuestion
{
    private readonly Argument<int?> _year = new("year") { Description = "Only those of this year", Arity = ArgumentArity.ZeroOrOne };

    public CalendarHolidaysCommand()
        : base("holidays", "List the bank holidays that a calendar knows") =>
        Takes(_year);

    /// <inheritdoc/>
    public override string Details => "Those of the workspace's own calendars included.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley calendar holidays 2027 --calendar northern-ireland"];

    /// <inheritdoc/>
    protected override JsonNode? Answer(ParseResult parsed, WorkingCalendar calendar, IssueSink issues)
    {
        int? year = parsed.GetValue(_year);
        if (year is < 1 or > 9999)
        {
            throw new UsageException("name a year such as 2027, or none");
        }

        if (year is int one && calendar.IsWorkingDay(new DateOnly(one, 1, 1), issues) is null)
        {
            return null;
        }

        return new JsonArray([.. calendar.Holidays.Holidays
            .Where(h => year is null || h.Key.Year == year)
            .OrderBy(h => h.Key)
            .Select(h => new JsonObject { ["date"] = Text(h.Key), ["day"] = h.Key.DayOfWeek.ToString(), ["holiday"] = h.Value })]);
    }
}
