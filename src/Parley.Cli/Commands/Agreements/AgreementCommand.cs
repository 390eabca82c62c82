namespace Parley.Cli.Commands.Agreements;

/// <summary><c>parley agreement</c>: data sharing agreements, from the first draft to the last signature.</summary>
internal sealed class AgreementCommand : CommandGroup
{
    public AgreementCommand()
        : base("agreement", "Write, check, sign, verify, compare and export data sharing agreements")
    {
        Takes(
            new AgreementNewCommand(),
            new AgreementCheckCommand(),
            new AgreementSignCommand(),
            new AgreementVerifyCommand(),
            new AgreementDiffCommand(),
            new AgreementExportCommand());
    }

    /// <inheritdoc/>
    public override string Details => """
        An agreement is a file of the workspace, agreements/NAME.yaml, with the signatures of its parties beside it. Nothing is shared under it until every
        party has signed the text as it stands. No server is needed; docs/reference/agreements.md says what an agreement can say.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley agreement new wexshire-northmoor --from wexshire-police --to northmoor-police",
        "parley agreement check wexshire-northmoor",
        "parley agreement sign wexshire-northmoor --organisation wexshire-police --key ~/keys/wexshire-2026.pem",
    ];
}
