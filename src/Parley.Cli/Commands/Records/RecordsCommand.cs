namespace Parley.Cli.Commands.Records;

/// <summary><c>parley records</c>: corrects, re-grades, withdraws and erases what was exchanged, and shows who was told.</summary>
internal sealed class RecordsCommand : CommandGroup
{
    /// <summary>What is shown of a notice.</summary>
    internal static readonly string[] NoticeColumns = ["id", "status", "action", "recipient", "channel", "exchange", "due"];

    public RecordsCommand()
        : base("records", "Correct, re-grade, withdraw or erase what was exchanged")
    {
        Takes(
            new RecordsCorrectCommand(),
            new RecordsActCommand(
                "regrade",
                "Give what was exchanged another marking",
                "Everyone who was given it is told the new marking.",
                "parley records regrade x-01hzy3k7w9abc --marking official-sensitive --reason \"source at risk\""),
            new RecordsActCommand(
                "withdraw",
                "Take back what was exchanged",
                "What has not gone out is stopped; everyone who was given it is told not to use it any further.",
                "parley records withdraw x-01hzy3k7w9abc --reason \"entered against the wrong person\""),
            new RecordsActCommand(
                "erase",
                "Erase what was exchanged",
                "Takes all content out of the store and makes it unreadable in every backup of the store. A legal hold forbids it: the exit code is 1 when one has kept an exchange of the subject.",
                "parley records erase --subject Incident --reference WX-20260301-0042 --reason \"request of the subject\""),
            new RecordsNoticesCommand(),
            new RecordsConfirmCommand());
    }

    /// <inheritdoc/>
    public override string Details => """
        Everyone who was given the record is told: by message where the system accepts RecordNotice, otherwise by a task for a person. 'notices' shows who
        has confirmed. Needs the key of the source system, or one with the right over records. docs/how-to/correct-withdraw-erase.md goes through it.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley records withdraw x-01hzy3k7w9abc --reason \"entered against the wrong person\"",
        "parley records correct x-01hzy3k7w9abc --file corrected.json --reason \"wrong date\"",
        "parley records notices --status late",
    ];
}
