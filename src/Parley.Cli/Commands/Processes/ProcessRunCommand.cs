using System.CommandLine;
using System.Globalization;
using System.Text;
using Parley.Cli.Input;
using Parley.Cli.Processes;
using Parley.Engine.Expressions;
using Parley.Engine.Issues;
using Parley.Engine.Processes;
using Parley.Server.Processes;

namespace Parley.Cli.Commands.Processes;

/// <summary><c>parley process run</c>: runs a definition without a server.</summary>
internal sealed class ProcessRunCommand : ParleyCommand
{
    private readonly Argument<string> _file = new("file") { Description = "The definition, YAML or JSON" };

    private readonly Option<string?> _input = new("--input", "-i")
    {
        Description = "The input: JSON, @FILE, or - for standard input; an empty object when not given",
        HelpName = "json",
    };

    private readonly Option<bool> _trace = new("--trace") { Description = "Write the tasks to standard error in the order they ran, each by its reference" };

    private readonly Option<string[]> _hosts = new("--allow-host") { Description = "A host that HTTP calls may go to, with its port if it is not the usual one", HelpName = "host" };

    private readonly Option<string[]> _with = new("--with") { Description = "A further definition that this one may run", HelpName = "file" };

    private readonly Option<string?> _events = new("--events") { Description = "CloudEvents that come in: a file with a JSON array of them", HelpName = "file" };

    private readonly Option<string?> _answers = new("--answers")
    {
        Description = "What people and Parley's own functions answer: a file with a JSON object, by the tasks' names",
        HelpName = "file",
    };

    private readonly Option<string[]> _secrets = new("--secret") { Description = "Where a secret is: NAME=env:VARIABLE or NAME=file:PATH (never the secret itself)", HelpName = "reference" };

    private readonly Option<DateTimeOffset?> _at = new("--at") { Description = "When the run begins, 2026-05-04T09:00:00Z; now when not given", HelpName = "time" };

    private readonly Option<bool> _realTime = new("--real-time") { Description = "Let waits take their time; otherwise the clock is set forward" };

    private readonly Option<long> _seed = new("--seed") { Description = "From which the jitter of retries is drawn", HelpName = "number" };

    public ProcessRunCommand()
        : base("run", "Run a definition without a server") =>
        Takes(_file, _input, _trace, _hosts, _with, _events, _answers, _secrets, _at, _realTime, _seed);

    /// <inheritdoc/>
    public override string Details => """
        The output is written to standard output as JSON. No call leaves the machine unless its host is given with --allow-host: others fail with an
        authorization error, which the process may catch. Waits pass at once, on a clock that is set forward. A process that faults writes its error, as the
        specification has it, to standard output and ends with exit code 5; one that waits for what cannot come ends with exit code 6.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley process run burglary.yaml --input '{\"incident\":\"WX-1\"}' --trace",
        "parley process run check.yaml --input @request.json --allow-host localhost:8080",
        "parley process run charge.yaml --events decisions.json --answers people.json",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        IssueSink issues = new();
        List<ProcessDefinition> definitions = [];
        foreach (string file in (string[])[parsed.GetValue(_file)!, .. parsed.GetValue(_with) ?? []])
        {
            if (await DefinitionFiles.ReadAsync(file, issues, cancellationToken) is { } definition)
            {
                definitions.Add(definition);
            }
        }

        new IssuePrinter(output, output.Notes).Print(issues.Issues.Where(i => i.Severity == Severity.Error || !issues.HasErrors), DefinitionFiles.Lines);
        if (issues.HasErrors)
        {
            return ExitCode.Faults;
        }

        JqValue input = Json(await InputFile.GivenAsync(parsed.GetValue(_input) ?? "{}", cancellationToken), "--input");
        OfflineOptions options = new()
        {
            Hosts = parsed.GetValue(_hosts) ?? [],
            Secrets = (parsed.GetValue(_secrets) ?? []).Select(Secret).ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal),
            Events = parsed.GetValue(_events) is { } events ? (await FileAsync(events, "--events", JqKind.Array, cancellationToken)).Items : [],
            Answers = parsed.GetValue(_answers) is { } answers
                ? (await FileAsync(answers, "--answers", JqKind.Object, cancellationToken)).Members.ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal)
                : new Dictionary<string, JqValue>(),
            At = parsed.GetValue(_at) ?? TimeProvider.System.GetUtcNow(),
            IsRealTime = parsed.GetValue(_realTime),
            Seed = parsed.GetValue(_seed),
        };
        using HttpCaller caller = new(
            new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false },
            uri => options.Hosts.Contains(uri.Host, StringComparer.OrdinalIgnoreCase) || options.Hosts.Contains(uri.Authority, StringComparer.OrdinalIgnoreCase)
                ? null
                : $"'{uri.Authority}' is none of the hosts given with --allow-host",
            name => options.Secrets.GetValueOrDefault(name),
            TimeProvider.System);
        OfflineRun run = new(definitions, options, caller, parsed.GetValue(_trace) ? output.Notes : null, TimeProvider.System);
        return Say(output, await run.RunAsync(input, cancellationToken));
    }

    private static int Say(Output output, ProcessState state)
    {
        foreach ((string task, ProcessError error) in state.NotUndone)
        {
            output.Note($"parley: {task} could not be undone: {error.Title}{(error.Detail is null ? "" : $" ({error.Detail})")}");
        }

        switch (state.Status)
        {
            case ProcessStatus.Completed:
                Write(output, state.Output ?? JqValue.Null);
                return ExitCode.Ok;
            case ProcessStatus.Faulted:
                Write(output, state.Error!.ToValue());
                output.Note(string.Create(CultureInfo.InvariantCulture, $"parley: the process faulted at {state.Error.Instance}: {state.Error.Title ?? state.Error.Type} ({state.Error.Status})"));
                return ExitCode.ProcessFaulted;
            default:
                output.Note($"parley: the process waits at {string.Join(", ", state.Tasks)}, and nothing is left that could come; give events with --events");
                return ExitCode.ProcessWaits;
        }
    }

    private static void Write(Output output, JqValue value)
    {
        using JqWriter writer = new(JqLayout.Readable);
        writer.Write(value);
        output.Line(Encoding.UTF8.GetString(writer.Written));
    }

    private static JqValue Json(string text, string what) => JqValue.TryParse(Encoding.UTF8.GetBytes(text), out JqValue? value, out string? fault)
        ? value
        : throw new UsageException($"{what} is not JSON: {fault}");

    private static async Task<JqValue> FileAsync(string file, string option, JqKind kind, CancellationToken cancellationToken)
    {
        JqValue value = Json(await InputFile.TextAsync(file, cancellationToken), $"{option}: {file}");
        return value.Kind == kind ? value : throw new UsageException($"{option}: {file} must hold {(kind == JqKind.Array ? "an array" : "an object")}");
    }

    private static KeyValuePair<string, string> Secret(string given)
    {
        int at = given.IndexOf('=', StringComparison.Ordinal);
        string reference = at > 0 ? given[(at + 1)..] : "";
        string? value = reference.StartsWith("env:", StringComparison.Ordinal) ? Environment.GetEnvironmentVariable(reference[4..])
            : reference.StartsWith("file:", StringComparison.Ordinal) && File.Exists(reference[5..]) ? File.ReadAllText(reference[5..]).TrimEnd('\r', '\n')
            : null;
        return value is null
            ? throw new UsageException("--secret wants NAME=env:VARIABLE or NAME=file:PATH of a variable or file that is there")
            : KeyValuePair.Create(given[..at], value);
    }
}
