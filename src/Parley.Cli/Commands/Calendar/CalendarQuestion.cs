using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Engine.Calendar;
using Parley.Engine.Issues;
using Parley.Server.Operations;

namespace Parley.Cli.Commands.Calendar;

/// <summary>A question that a calendar answers.</summary>
internal abstract class CalendarQuestion : ParleyCommand
{
    private readonly Option<string?> _name = new("--calendar", "-c") { Description = "Which calendar; the workspace's default one when not given", HelpName = "name" };
    private readonly Option<string?> _workspace = CommonOptions.WorkspaceOption();

    /// <summary>Makes a question; the derived class says by <see cref="Takes"/> what it takes.</summary>
    protected CalendarQuestion(string name, string description)
        : base(name, description)
    {
    }

    /// <inheritdoc/>
    protected override void Takes(params IEnumerable<Symbol> symbols) => base.Takes([.. symbols, _name, _workspace]);

    /// <summary>The answer, a row or several; null when the calendar has none, which the issues say.</summary>
    protected abstract JsonNode? Answer(ParseResult parsed, WorkingCalendar calendar, IssueSink issues);

    /// <inheritdoc/>
    protected sealed override Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
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
        if (Answer(parsed, calendar, issues) is not { } answer)
        {
            new IssuePrinter(output, output.Notes).Print(issues.Issues, _ => null);
            return Task.FromResult(ExitCode.Faults);
        }

        if (output.Json)
        {
            output.JsonResult(answer);
        }
        else
        {
            TextTable.Write(output, answer is JsonArray rows ? [.. rows.OfType<JsonObject>()] : [answer.AsObject()], head: true);
        }

        return Task.FromResult(ExitCode.Ok);
    }

    /// <summary>A date as it is written.</summary>
    protected static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A text as a date; misuse when it is none.</summary>
    protected static DateOnly Date(string text, string what) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : throw new UsageException($"{what} must be a date such as 2026-12-23, not '{text}'");

    private WorkingCalendars? Calendars(ParseResult parsed, Output output)
    {
        string? folder = parsed.GetValue(_workspace) ?? WorkspaceFolder.FindRoot(Directory.GetCurrentDirectory());
        return folder is null
            ? WorkingCalendars.Standard
            : WorkspaceInput.Read(folder, withSamples: false, environment: null).Sound(output)?.Calendars;
    }
}
