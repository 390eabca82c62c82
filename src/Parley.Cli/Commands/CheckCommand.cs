using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Engine.Issues;
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

    public CheckCommand()
        : base("check", "Read a workspace and report every fault at once")
    {
        Arguments.Add(_workspace);
        Options.Add(_environment);
        Options.Add(_quiet);
    }

    /// <inheritdoc/>
    public override string Details => """
        Reads parley.yaml, organisations, dictionary extensions, systems and translations, and checks each by itself and all together; then
        translates every sample message, there and back. A fault is printed as file:line:column, severity, code and message, with the line, and what
        to do. 'parley errors CODE' explains a code.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley check                              the workspace around the current folder",
        "parley check samples/wexshire/workspace   a workspace by its folder",
        "parley check --json | jq '.issues[].code' the codes of all faults",
    ];

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        WorkspaceInput input = WorkspaceInput.Read(
            parsed.GetValue(_workspace), withSamples: true, parsed.GetValue(_environment) ? Environment.GetEnvironmentVariable : null);
        IssueSink samples = new();
        int messages = input.Workspace is { } workspace ? SampleCheck.Run(workspace, input.Files, samples) : 0;
        List<Issue> issues = [.. input.Issues.Concat(samples.Issues).Where(i => i.Severity == Severity.Error || !parsed.GetValue(_quiet))];
        if (output.Json)
        {
            output.JsonResult(ToJson(input, issues, messages));
        }
        else
        {
            Print(input, issues, messages, output);
        }

        return Task.FromResult(input.Workspace is null || samples.HasErrors ? ExitCode.Faults : ExitCode.Ok);
    }

    private static void Print(WorkspaceInput input, List<Issue> issues, int messages, Output output)
    {
        new IssuePrinter(output, output.Results).Print(issues, input.Lines);
        string count = IssuePrinter.Count(issues);
        if (input.Workspace is { } workspace && !issues.Exists(i => i.Severity == Severity.Error))
        {
            output.Line(output.Green(
                $"{workspace.Installation.Name}: {count}; {workspace.Systems.Count} systems, {workspace.Translations.Count} translations, {messages} sample messages, "
                + $"{workspace.Organisations.Count} organisations; version {workspace.Version[..12]}"));
        }
        else
        {
            output.Line(output.Red($"{count} in {issues.Select(i => i.Position.File).Distinct().Count()} files") + "; 'parley errors CODE' explains a code");
        }
    }

    private static JsonObject ToJson(WorkspaceInput input, List<Issue> issues, int messages) => new()
    {
        ["workspace"] = input.Root,
        ["sound"] = input.Workspace is not null && !issues.Exists(i => i.Severity == Severity.Error),
        ["version"] = input.Workspace?.Version,
        ["files"] = input.Files.Count,
        ["samples"] = messages,
        ["errors"] = issues.Count(i => i.Severity == Severity.Error),
        ["warnings"] = issues.Count(i => i.Severity == Severity.Warning),
        ["issues"] = new JsonArray([.. issues.Select(IssuePrinter.ToJson)]),
    };
}
