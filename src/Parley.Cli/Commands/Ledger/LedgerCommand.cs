namespace Parley.Cli.Commands.Ledger;

/// <summary><c>parley ledger</c>: the evidence of every use.</summary>
internal sealed class LedgerCommand : CommandGroup
{
    public LedgerCommand()
        : base("ledger", "Show, export and verify the evidence of every use of data")
    {
        Takes(
            new LedgerVerifyCommand(),
            new LedgerExportCommand(),
            new LedgerPackCommand(),
            new LedgerShowCommand(),
            new LedgerCheckpointCommand(),
            new LedgerKeyCommand());
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
}
