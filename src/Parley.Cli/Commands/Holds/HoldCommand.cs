namespace Parley.Cli.Commands.Holds;

/// <summary><c>parley hold</c>: legal holds, which win over every disposal.</summary>
internal sealed class HoldCommand : CommandGroup
{
    /// <summary>What is shown of a hold.</summary>
    internal static readonly string[] Columns = ["id", "status", "on", "exchange", "type", "reference", "by", "placed", "reason"];

    public HoldCommand()
        : base("hold", "Place, list and end legal holds")
    {
        Takes(
            new HoldPlaceCommand(),
            new HoldListCommand(),
            new HoldEndCommand());
    }

    /// <inheritdoc/>
    public override string Details => """
        While a hold is in force, nothing it is on is erased: not by its owner, not by a retention rule, not by the decision of a review. Placing and
        ending a hold need a reason and stand in the ledger. Needs a key with the right over records.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley hold place --reference WX-20260301-0042 --reason \"CPIA: trial pending\"",
        "parley hold list",
        "parley hold end h-01hzy3k7w9abc --reason \"acquitted, no appeal\"",
    ];
}
