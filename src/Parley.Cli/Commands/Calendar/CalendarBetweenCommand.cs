using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Engine.Calendar;
using Parley.Engine.Issues;

namespace Parley.Cli.Commands.Calendar;

/// <summary><c>parley calendar between</c>: how many working days lie between two dates.</summary>
internal sealed class CalendarBetweenCommand : CalendarQuestion
{
    private readonly Argument<string> _from = new("from") { Description = "A date such as 2026-12-23; it is not counted itself" };
    private readonly Argument<string> _to = new("to") { Description = "The other date; it is counted when it is a working day" };

    public CalendarBetweenCommand()
        : base("between", "Count the working days after one date up to and with another") =>
        Takes(_from, _to);

    /// <inheritdoc/>
    public override string Details => "As the server counts when it says how long something took, or is late.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley calendar between 2026-12-23 2027-01-04"];

    /// <inheritdoc/>
    protected override JsonNode? Answer(ParseResult parsed, WorkingCalendar calendar, IssueSink issues)
    {
        DateOnly from = Date(parsed.GetRequiredValue(_from), "from");
        DateOnly to = Date(parsed.GetRequiredValue(_to), "to");
        return calendar.Between(from, to, issues) is not int days ? null : new JsonObject
        {
            ["calendar"] = calendar.Holidays.Name,
            ["from"] = Text(from),
            ["to"] = Text(to),
            ["workingDays"] = days,
        };
    }
}
