using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Cli.Sharing;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Translation;
using Parley.Engine.Translation.Verification;
using Parley.Engine.Workspace;

namespace Parley.Cli.Commands;

/// <summary><c>parley check</c>: reads a workspace and reports every fault at once.</summary>
internal sealed class CheckCommand : ParleyCommand
{
    private readonly Argument<string?> _workspace = CommonOptions.WorkspaceArgument();
    private readonly Option<bool> _environment = new("--environment")
    {
        Description = "Put in the environment's values for ${NAME}, as a server on this machine would; otherwise only their form is checked",
    };

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print errors only, no warnings and remarks" };

    private readonly Option<bool> _verify = new("--verify")
    {
        Description = "Also send generated bundles and messages, and the samples with parts left out, both ways through every translation, and show the smallest that do not come back",
    };

    private readonly Option<int> _seed = new("--seed") { Description = "What --verify draws its cases with; the same seed gives the same cases", HelpName = "number", DefaultValueFactory = _ => 1 };

    private readonly Option<int> _cases = new("--cases") { Description = "How many bundles --verify generates for each translation", HelpName = "number", DefaultValueFactory = _ => 200 };

    public CheckCommand()
        : base("check", "Read a workspace and report every fault at once")
    {
        Takes(_workspace, _environment, _quiet, _verify, _seed, _cases);
        Validators.Add(result =>
        {
            // By its text: what is no number at all is said by the parser, and has no value here.
            if (result.GetResult(_cases)?.Tokens is [{ Value: string given }] && int.TryParse(given, out int cases) && cases is < 1 or > 100_000)
            {
                result.AddError("--cases takes a number from 1 to 100000");
            }
        });
    }

    /// <inheritdoc/>
    public override string Details => """
        Reads parley.yaml, organisations, agreements, dictionary extensions, systems and translations, and checks each by itself and all together. A fault is
        printed as file:line:column, severity, code and message, with the line, and what to do. 'parley errors CODE' explains a code.
        The samples beside the translations (systems/SYSTEM/samples/MESSAGE/) are translated, validated and sent round as well.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley check                              the workspace around the current folder",
        "parley check samples/wexshire/workspace   a workspace by its folder",
        "parley check --verify --cases 1000        generated cases through both directions of every translation",
        "parley check --json | jq '.issues[].code' the codes of all faults",
    ];

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        WorkspaceInput input = WorkspaceInput.Read(
            parsed.GetValue(_workspace), withSamples: true, parsed.GetValue(_environment) ? Environment.GetEnvironmentVariable : null);
        IssueSink found = new();
        found.AddRange(input.Issues);
        DateOnly today = AgreementInput.Today;
        int samples = 0;
        List<VerificationReport> reports = [];
        if (input.Workspace is { } sound)
        {
            samples = WorkspaceSamples.Check(sound, input.Files, today, found);
            AgreementCalendar.Check(sound, today, found);
            if (parsed.GetValue(_verify))
            {
                reports.AddRange(Verify(sound, input.Files, parsed.GetValue(_seed), parsed.GetValue(_cases), found, output, cancellationToken));
            }
        }

        List<Issue> issues = [.. found.Issues.Where(i => i.Severity == Severity.Error || !parsed.GetValue(_quiet))];
        bool isSound = input.Workspace is not null && !found.HasErrors;
        if (output.Json)
        {
            output.JsonResult(ToJson(input, isSound, samples, issues, reports));
        }
        else
        {
            Print(input, isSound, samples, issues, output);
            PrintReports(reports, output);
        }

        return Task.FromResult(isSound ? ExitCode.Ok : ExitCode.Faults);
    }

    private static IEnumerable<VerificationReport> Verify(
        LoadedWorkspace workspace,
        IReadOnlyList<WorkspaceFile> files,
        int seed,
        int cases,
        IssueSink found,
        Output output,
        CancellationToken cancellationToken)
    {
        foreach (Translator translator in workspace.Translations.Values.OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            output.Note($"verifying {translator.Name}");
            yield return TranslationVerifier.Verify(translator, seed, cases, found, WorkspaceSamples.Messages(workspace, files, translator));
        }
    }

    private static void PrintReports(List<VerificationReport> reports, Output output)
    {
        foreach (VerificationReport report in reports)
        {
            string outcome = report.Bundles == 0 && report.Counterexamples.Count == 0 ? "goes one way, nothing to verify"
                : $"{Counted.Of(report.Bundles, "bundle")} and {Counted.Of(report.Messages, "message")} sent round, {Counted.Of(report.Counterexamples.Count, "counterexample")}";
            output.Line($"{output.Bold(report.Translation)}: {outcome}; seed {report.Seed}");
            foreach (Counterexample example in report.Counterexamples)
            {
                output.Line($"  {example.Code} {example.Path}");
                Indent(example.Bundle, output);
                Indent(example.Message, output);
            }
        }
    }

    private static void Indent(string text, Output output)
    {
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            output.Line(output.Dim($"    {line.TrimEnd('\r')}"));
        }
    }

    private static void Print(WorkspaceInput input, bool isSound, int samples, List<Issue> issues, Output output)
    {
        new IssuePrinter(output, output.Results).Print(issues, input.Lines);
        string count = IssuePrinter.Count(issues);
        if (isSound && input.Workspace is { } workspace)
        {
            output.Line(output.Green(
                $"{workspace.Installation.Name}: {count}; {Counted.Of(workspace.Systems.Count, "system")}, {Counted.Of(workspace.Translations.Count, "translation")}, "
                + $"{Counted.Of(workspace.Organisations.Count, "organisation")}, {Agreements(workspace)}{Processes(workspace)}{Counted.Of(samples, "sample message")}; version {workspace.Version[..12]}"));
        }
        else
        {
            output.Line(output.Red($"{count} in {Counted.Of(issues.Select(i => i.Position.File).Distinct().Count(), "file")}") + "; 'parley errors CODE' explains a code");
        }
    }

    // An installation that shares with nobody need not be told of agreements.
    private static string Agreements(LoadedWorkspace workspace) =>
        workspace.Agreements.Count == 0 ? "" : $"{AgreementSummary.Of([.. workspace.Agreements.Values], AgreementInput.Today)}, ";

    private static string Processes(LoadedWorkspace workspace) => workspace.Processes.Count == 0 ? "" : $"{Counted.Of(workspace.Processes.Count, "process", "processes")}, ";

    private static JsonObject AgreementStates(LoadedWorkspace? workspace) => new(
        (workspace?.Agreements.Values ?? []).GroupBy(a => a.On(AgreementInput.Today)).OrderBy(g => g.Key)
            .Select(g => KeyValuePair.Create(AgreementWords.Of(g.Key), (JsonNode?)g.Count())));

    private static JsonObject ToJson(WorkspaceInput input, bool isSound, int samples, List<Issue> issues, List<VerificationReport> reports) => new()
    {
        ["workspace"] = input.Root,
        ["sound"] = isSound,
        ["version"] = input.Workspace?.Version,
        ["files"] = input.Files.Count,
        ["samples"] = samples,
        ["agreements"] = AgreementStates(input.Workspace),
        ["processes"] = input.Workspace?.Processes.Count ?? 0,
        ["errors"] = issues.Count(i => i.Severity == Severity.Error),
        ["warnings"] = issues.Count(i => i.Severity == Severity.Warning),
        ["issues"] = new JsonArray([.. issues.Select(IssuePrinter.ToJson)]),
        ["verified"] = new JsonArray([.. reports.Select(ToJson)]),
    };

    private static JsonNode ToJson(VerificationReport report) => new JsonObject
    {
        ["translation"] = report.Translation,
        ["seed"] = report.Seed,
        ["bundles"] = report.Bundles,
        ["messages"] = report.Messages,
        ["notCompared"] = new JsonArray([.. report.NotCompared.Select(n => (JsonNode)n)]),
        ["counterexamples"] = new JsonArray([.. report.Counterexamples.Select(c => (JsonNode)new JsonObject
        {
            ["code"] = c.Code.Code,
            ["path"] = c.Path,
            ["went"] = c.Went,
            ["cameBack"] = c.CameBack,
            ["bundle"] = c.Bundle,
            ["message"] = c.Message,
            ["why"] = c.Why,
        })]),
    };
}
