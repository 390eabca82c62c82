namespace Parley.Cli.Commands.Exceptions;

/// <summary><c>parley exceptions</c>: the desk at which people put right what a machine could not finish.</summary>
internal sealed class ExceptionsCommand : CommandGroup
{
    /// <summary>What a list shows of each exception.</summary>
    internal static readonly string[] Columns = ["id", "status", "urgency", "due", "whose", "source", "reference", "code", "assignee", "what"];

    public ExceptionsCommand()
        : base("exceptions", "Work on what a machine could not finish")
    {
        Takes(
            new ExceptionsListCommand(),
            new ExceptionsShowCommand(),
            new ExceptionsActCommand(
                "claim",
                "Take an exception, so that nobody else works on it",
                "The lock lasts for the time that desk.yaml gives (15 minutes unless it says otherwise); claiming it again renews it. While a person holds an exception the acts of others are refused with who holds it and until when."),
            new ExceptionsActCommand("release", "Give an exception back", "Without a lock of the caller's nothing happens."),
            new ExceptionsCorrectCommand(),
            new ExceptionsActCommand(
                "resubmit",
                "Send a message on, as it was last corrected",
                "Without a correction what failed is sent again as it is: a failed delivery with the same bytes, a held message through the workspace as it is now. Prints the exchange that takes its place, or the exception when its delivery goes again."),
            new ExceptionsDiscardCommand(),
            new ExceptionsReassignCommand(),
            new ExceptionsCommentCommand(),
            new ExceptionsBulkCommand(),
            new ExceptionsSampleCommand(),
            new ExceptionsStatisticsCommand());
    }

    /// <inheritdoc/>
    public override string Details => """
        An exception says what happened, why, how to correct it and how to avoid it, whose task it is (the source's, the platform's, the recipient's), how urgent
        it is and when it is due. What a message quotes is shown only to who may see the message. docs/how-to/work-on-exceptions.md goes through it.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley exceptions list --overdue",
        "parley exceptions claim e-01hzy3k7w9abc",
        "parley exceptions show e-01hzy3k7w9abc",
        "parley exceptions correct e-01hzy3k7w9abc --set 12:3=28/02/1980 --reason \"read back by the caller\" --resubmit",
    ];
}
