using System.CommandLine;

namespace Parley.Cli.Commands;

/// <summary><c>parley process</c>: processes over several systems.</summary>
internal sealed class ProcessCommand : ParleyCommand
{
    public ProcessCommand()
        : base("process", "Check, run and draw processes: the CNCF Serverless Workflow DSL, version 1.0")
    {
        Subcommands.Add(new ProcessCheckCommand());
        Subcommands.Add(new ProcessRunCommand());
        Subcommands.Add(new ProcessDrawCommand());
    }

    /// <inheritdoc/>
    public override string Details => """
        A process spans several systems, takes minutes or months, and hands to a person what only a person can decide. Its definition is a file of the open
        standard; docs/reference/processes.md says which parts of it there are.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley process check processes/*.yaml",
        "parley process run burglary.yaml --input '{\"incident\":\"WX-1\"}' --trace",
    ];

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        output.Note("parley: name what is to be done: check, run or draw. 'parley process --help' says how.");
        return Task.FromResult(ExitCode.Usage);
    }
}
