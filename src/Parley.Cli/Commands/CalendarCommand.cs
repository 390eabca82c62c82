using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Engine.Calendar;
using Parley.Engine.Issues;
using Parley.Server.Operations;

namespace Parley.Cli.Commands;

/// <summary><c>parley calendar</c>: counts in working days as the server does, so that a due time can be checked by hand.</summary>
internal sealed class CalendarCommand : ParleyCommand
{
    private readonly Argument<string> _act = new("act") { Description = "What to do: after, between or holidays" };
    private readonly Argument<string?> _from = new("from") { Description = "A date, or for after a moment too; for holidays a year", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string?> _days = new("days") { Description = "For after how many working days; for between the other date", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _name = new("--calendar", "-c") { Description = "Which calendar; the workspace's default one when not given", HelpName = "name" };
    private readonly Option<string?> _workspace = CommonOptions.WorkspaceOption();

    public CalendarCommand()
        : base("calendar", "Count in working days, with the bank holidays of England and Wales, Scotland and Northern Ireland")
    {
        _act.AcceptOnlyFromAmong("after", "between", "holidays");
        Arguments.Add(_act);
        Arguments.Add(_from);
        Arguments.Add(_days);
        Options.Add(_name);
        Options.Add(_workspace);
    }

    /// <inheritdoc/>
    public override string Details => """
        'after' says when something is due that must be done within so many working days: at the end of that working day. The day itself is not counted.
        Given a moment and not a date, a cut-off of the workspace applies. 'between' counts the working days after one date up to and with another.
        'holidays' lists what a calendar knows. Within a workspace its calendar.yaml and time zone are used; a year that a calendar does not know has no
        answer.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley calendar after 2026-12-23 5",
        "parley calendar after 2026-12-23T18:40:00Z 1 --calendar scotland",
        "parley calendar between 2026-12-23 2027-01-04",
        "parley calendar holidays 2027 --calendar northern-ireland",
    ];

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        if (Calendars(parsed, output) is not { } calendars)
        {
            return Task.FromResult(ExitCode.Faults);
        }

        string? name = parsed.GetValue(_name);
        if (!calendars.TryGet(name, out WorkingCalendar? calendar))
        {
            throw new UsageException($"there is no calendar '{name}'; there are {string.Join(", ", calendars.Names)}");
        }

        IssueSink issues = new();
        JsonNode? answer = parsed.GetRequiredValue(_act) switch
        {
            "after" => After(parsed, calendar, issues),
            "between" => Between(parsed, calendar, issues),
            _ => Holidays(parsed, calendar, issues),
        };
        return Task.FromResult(answer is null ? Fail(output, issues) : Show(output, answer));
    }

    private static JsonObject Known(WorkingCalendar calendar) => new() { ["calendar"] = calendar.Holidays.Name };

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Date(string? text, string what) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : throw new UsageException($"{what} must be a date such as 2026-12-23");

    private static int Fail(Output output, IssueSink issues)
    {
        new IssuePrinter(output, output.Notes).Print(issues.Issues, _ => null);
        return ExitCode.Faults;
    }

    private static int Show(Output output, JsonNode answer)
    {
        if (output.Json)
        {
            output.JsonResult(answer);
        }
        else
        {
            TextTable.Write(output, answer is JsonArray rows ? [.. rows.OfType<JsonObject>()] : [answer.AsObject()], head: true);
        }

        return ExitCode.Ok;
    }

    private WorkingCalendars? Calendars(ParseResult parsed, Output output)
    {
        string? folder = parsed.GetValue(_workspace) ?? WorkspaceFolder.FindRoot(Directory.GetCurrentDirectory());
        return folder is null
            ? WorkingCalendars.Standard
            : WorkspaceInput.Read(folder, withSamples: false, environment: null).Sound(output)?.Calendars;
    }

    private JsonObject? After(ParseResult parsed, WorkingCalendar calendar, IssueSink issues)
    {
        string text = parsed.GetValue(_from) ?? throw new UsageException("name the date or moment to count from");
        if (!int.TryParse(parsed.GetValue(_days), NumberStyles.None, CultureInfo.InvariantCulture, out int days) || days > WorkingCalendar.MostDays)
        {
            throw new UsageException($"say how many working days, 0 to {WorkingCalendar.MostDays}");
        }

        DateTimeOffset? due;
        if (text.Length == 10)
        {
            due = calendar.Add(Date(text, "from"), days, issues) is DateOnly day ? calendar.EndOf(day) : null;
        }
        else if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment))
        {
            due = calendar.DueAfter(moment, days, issues);
        }
        else
        {
            throw new UsageException("from must be a date such as 2026-12-23, or a moment such as 2026-12-23T18:40:00Z");
        }

        JsonObject answer = Known(calendar);
        answer["from"] = text;
        answer["workingDays"] = days;
        answer["due"] = due?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
        answer["day"] = due?.DayOfWeek.ToString();
        return due is null ? null : answer;
    }

    private JsonObject? Between(ParseResult parsed, WorkingCalendar calendar, IssueSink issues)
    {
        DateOnly from = Date(parsed.GetValue(_from), "from");
        DateOnly to = Date(parsed.GetValue(_days), "the other date");
        JsonObject answer = Known(calendar);
        answer["from"] = Text(from);
        answer["to"] = Text(to);
        answer["workingDays"] = calendar.Between(from, to, issues);
        return answer["workingDays"] is null ? null : answer;
    }

    private JsonArray? Holidays(ParseResult parsed, WorkingCalendar calendar, IssueSink issues)
    {
        string? text = parsed.GetValue(_from);
        int year = 0;
        if (text is not null && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out year) && year is >= 1 and <= 9999))
        {
            throw new UsageException("name a year such as 2027, or none");
        }

        if (text is not null && calendar.IsWorkingDay(new DateOnly(year, 1, 1), issues) is null)
        {
            return null;
        }

        return new JsonArray([.. calendar.Holidays.Holidays
            .Where(h => text is null || h.Key.Year == year)
            .OrderBy(h => h.Key)
            .Select(h => new JsonObject { ["date"] = Text(h.Key), ["day"] = h.Key.DayOfWeek.ToString(), ["holiday"] = h.Value })]);
    }
}
