using System.CommandLine;
using Parley.Cli.Input;
using Parley.Cli.Processes;
using Parley.Engine.Issues;
using Parley.Engine.Processes;

namespace Parley.Cli.Commands.Processes;

/// <summary><c>parley process draw</c>: draws a definition as SVG.</summary>
internal sealed class ProcessDrawCommand : ParleyCommand
{
    private readonly Argument<string> _file = new("file") { Description = "The definition, YAML or JSON" };

    private readonly Option<string?> _trace = new("--trace")
    {
        Description = "A file with the tasks that an instance ran, one reference a line, as 'parley process run --trace' writes them: they are marked",
        HelpName = "file",
    };

    private readonly Option<string?> _out = new("--out", "-o") { Description = "Where the drawing goes; standard output when not given", HelpName = "file" };

    public ProcessDrawCommand()
        : base("draw", "Draw a definition as SVG, with an instance's path marked") =>
        Takes(_file, _trace, _out);

    /// <inheritdoc/>
    public override string Details => """
        Tasks run from the top down; what is within a task stands in its box, branches side by side; jumps are dashed lines at the right. Tasks that ran have a
        thick line and a tick, with how often when that was more than once.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley process draw burglary.yaml --out burglary.svg",
        "parley process run burglary.yaml --trace 2>path.txt && parley process draw burglary.yaml --trace path.txt --out path.svg",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        IssueSink issues = new();
        ProcessDefinition? definition = await DefinitionFiles.ReadAsync(parsed.GetValue(_file)!, issues, cancellationToken);
        if (definition is null)
        {
            new IssuePrinter(output, output.Notes).Print(issues.Issues, DefinitionFiles.Lines);
            return ExitCode.Faults;
        }

        string[]? path = null;
        if (parsed.GetValue(_trace) is { } trace)
        {
            path = (await InputFile.TextAsync(trace, cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }

        string svg = ProcessDrawing.ToSvg(definition, path?.Select(p => p.Trim()).ToList());
        if (parsed.GetValue(_out) is { } file)
        {
            await OutputFile.WriteAsync(file, svg, cancellationToken);
        }
        else
        {
            output.Results.Write(svg);
        }

        return ExitCode.Ok;
    }
}
