using System.CommandLine;

namespace Parley.Cli.Commands;

/// <summary><c>parley process</c>: processes over several systems.</summary>
internal sealed class ProcessCommand : ParleyCommand
{
    public ProcessCommand()
        : base("process", "Check, run and draw processes (CNCF Serverless Workflow DSL 1.0), and see to those on a server")
    {
        Subcommands.Add(new ProcessCheckCommand());
        Subcommands.Add(new ProcessRunCommand());
        Subcommands.Add(new ProcessDrawCommand());
        Subcommands.Add(new ProcessStartCommand());
        Subcommands.Add(new ProcessListCommand());
        Subcommands.Add(new ProcessShowCommand());
        Subcommands.Add(ProcessActCommand.Cancel());
        Subcommands.Add(ProcessActCommand.Suspend());
        Subcommands.Add(ProcessActCommand.Resume());
        Subcommands.Add(new ProcessMoveCommand());
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
        "parley process list --status faulted",
    ];

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        output.Note("parley: name what is to be done: check, run, draw, start, list, show, cancel, suspend, resume or move. 'parley process --help' says how.");
        return Task.FromResult(ExitCode.Usage);
    }
}
