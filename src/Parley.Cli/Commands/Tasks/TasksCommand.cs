namespace Parley.Cli.Commands.Tasks;

/// <summary><c>parley tasks</c>: what people are asked to do.</summary>
internal sealed class TasksCommand : CommandGroup
{
    /// <summary>What a list shows of each task.</summary>
    internal static readonly string[] Columns = ["id", "status", "group", "due", "overdue", "claimedBy", "title"];

    public TasksCommand()
        : base("tasks", "List, take and do what people are asked to do")
    {
        Takes(
            new TasksListCommand(),
            new TasksShowCommand(),
            new TasksGiveCommand(),
            new TasksActCommand("claim", "Take a task, so that nobody else works on it", "Of several who try at once one gets it; the others are told whose it is."),
            new TasksActCommand("release", "Give a task back", "It goes back to its group."),
            new TasksCompleteCommand(),
            new TasksCommentCommand(),
            new TasksReassignCommand());
    }

    /// <inheritdoc/>
    public override string Details => """
        A task is for a group, a role of access.yaml, or for one person of it. You see the tasks of your own groups; others are not there for you.
        docs/how-to/do-tasks.md goes through it.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley tasks list --mine",
        "parley tasks claim t-01hzy3k7w9abc",
        "parley tasks complete t-01hzy3k7w9abc --answer '{\"told\": true}' --reason \"spoke by telephone\"",
    ];
}
