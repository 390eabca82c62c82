namespace Parley.Cli.Commands.Processes;

/// <summary><c>parley process</c>: processes over several systems.</summary>
internal sealed class ProcessCommand : CommandGroup
{
    public ProcessCommand()
        : base("process", "Check, run and draw processes (CNCF Serverless Workflow DSL 1.0), and see to those on a server")
    {
        Takes(
            new ProcessCheckCommand(),
            new ProcessRunCommand(),
            new ProcessDrawCommand(),
            new ProcessStartCommand(),
            new ProcessListCommand(),
            new ProcessShowCommand(),
            ProcessActCommand.Cancel(),
            ProcessActCommand.Suspend(),
            ProcessActCommand.Resume(),
            new ProcessMoveCommand());
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
}
