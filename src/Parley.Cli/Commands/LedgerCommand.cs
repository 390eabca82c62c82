using System.CommandLine;

namespace Parley.Cli.Commands;

/// <summary><c>parley ledger</c>: the evidence of every use.</summary>
internal sealed class LedgerCommand : ParleyCommand
{
    public LedgerCommand()
        : base("ledger", "Show, export and verify the evidence of every use of data")
    {
        Subcommands.Add(new LedgerVerifyCommand());
        Subcommands.Add(new LedgerExportCommand());
        Subcommands.Add(new LedgerPackCommand());
        Subcommands.Add(new LedgerShowCommand());
        Subcommands.Add(new LedgerCheckpointCommand());
        Subcommands.Add(new LedgerKeyCommand());
    }

    /// <inheritdoc/>
    public override string Details => """
        The ledger says of every use of data who, when, for whom, why and under which agreement, by identifiers and hashes, never content. It is append-only
        and sealed by signed checkpoints; 'verify' needs neither server nor network, only the file and the public key.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley ledger verify pack.json --key 'parley/wexshire+5f1c…+Aj…'",
        "parley ledger pack --exchange x-01hzy3k7w9abc --out pack.json",
        "parley ledger --help",
    ];

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        output.Note("parley: name what is to be done: verify, export, pack, show, checkpoint or key. 'parley ledger --help' says how.");
        return Task.FromResult(ExitCode.Usage);
    }
}
