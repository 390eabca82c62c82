namespace Parley.Cli.Commands.Obligations;

/// <summary><c>parley obligations</c>: what the force owes, and what of it is overdue.</summary>
internal sealed class ObligationsCommand : CommandGroup
{
    /// <summary>What a list shows of each obligation.</summary>
    internal static readonly string[] Columns = ["id", "status", "due", "overdue", "group", "obligation", "matter", "agreement", "notice", "review", "task", "dueUnknown", "title"];

    public ObligationsCommand()
        : base("obligations", "List what the force owes, and what of it is overdue")
    {
        Takes(
            new ObligationsListCommand(),
            new ObligationsShowCommand(),
            new ObligationsFulfilCommand());
    }

    /// <inheritdoc/>
    public override string Details => """
        What obligations.yaml says is owed when something happens (a victim to be told), and what stands of itself: reviews of agreements, confirmations of
        notices, retention reviews, people's tasks. A later event ends it, or a person by 'fulfil' with a reason. An obligation whose due time the calendar
        does not know counts as overdue until it does.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley obligations list --status overdue",
        "parley obligations fulfil b-01hzy3k7w9abc --reason \"told at the door by the officer in the case\"",
    ];
}
