namespace Parley.Cli.Commands.Calendar;

/// <summary><c>parley calendar</c>: counts in working days as the server does, so that a due time can be checked by hand.</summary>
internal sealed class CalendarCommand : CommandGroup
{
    public CalendarCommand()
        : base("calendar", "Count in working days, with the bank holidays of England and Wales, Scotland and Northern Ireland")
    {
        Takes(
            new CalendarAfterCommand(),
            new CalendarBetweenCommand(),
            new CalendarHolidaysCommand());
    }

    /// <inheritdoc/>
    public override string Details => """
        Within a workspace its calendar.yaml and time zone are used. A year that a calendar does not know has no answer.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley calendar after 2026-12-23 5",
        "parley calendar between 2026-12-23 2027-01-04",
        "parley calendar holidays 2027 --calendar northern-ireland",
    ];
}
