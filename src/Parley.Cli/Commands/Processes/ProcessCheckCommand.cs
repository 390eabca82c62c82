using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Processes;
using Parley.Engine.Issues;
using Parley.Engine.Processes;

namespace Parley.Cli.Commands.Processes;

/// <summary><c>parley process check</c>: reads definitions and says everything that is wrong.</summary>
internal sealed class ProcessCheckCommand : ParleyCommand
{
    private readonly Argument<string[]> _files = new("files") { Description = "Definitions, YAML or JSON", Arity = ArgumentArity.OneOrMore };

    public ProcessCheckCommand()
        : base("check", "Read definitions and report every fault with its place") =>
        Takes(_files);

    /// <inheritdoc/>
    public override string Details => """
        Everything that the engine does not support is said here, with file, line, column, code and remedy, and never at run time: every expression and schema
        is compiled, every name looked up. Issues go to standard error, or with --json to standard output. The exit code is 1 when there is an error.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley process check burglary.yaml", "parley process check processes/*.yaml --json"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        IssueSink issues = new();
        List<ProcessDefinition> definitions = [];
        string[] files = parsed.GetValue(_files) ?? [];
        foreach (string file in files)
        {
            if (await DefinitionFiles.ReadAsync(file, issues, cancellationToken) is { } definition)
            {
                definitions.Add(definition);
            }
        }

        if (output.Json)
        {
            output.JsonResult(new JsonObject
            {
                ["files"] = files.Length,
                ["processes"] = new JsonArray([.. definitions.Select(d => (JsonNode)d.Name.ToString())]),
                ["issues"] = new JsonArray([.. issues.Issues.Select(i => (JsonNode)IssuePrinter.ToJson(i))]),
            });
        }
        else
        {
            new IssuePrinter(output, output.Notes).Print(issues.Issues, DefinitionFiles.Lines);
            output.Line($"{Counted.Of(files.Length, "file")}: {IssuePrinter.Count(issues.Issues)}");
        }

        return issues.HasErrors ? ExitCode.Faults : ExitCode.Ok;
    }
}
