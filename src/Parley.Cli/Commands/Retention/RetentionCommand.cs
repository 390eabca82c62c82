namespace Parley.Cli.Commands.Retention;

/// <summary><c>parley retention</c>: the retention rules, what has come up under them, and what a person decides of it.</summary>
internal sealed class RetentionCommand : CommandGroup
{
    /// <summary>What is shown of a review.</summary>
    internal static readonly string[] Columns = ["id", "status", "exchange", "rule", "due", "decision", "nextReview"];

    public RetentionCommand()
        : base("retention", "Show the retention rules, what has come up, and decide on it")
    {
        Takes(
            new RetentionCheckCommand(),
            new RetentionDueCommand(),
            new RetentionDecideCommand());
    }

    /// <inheritdoc/>
    public override string Details => """
        How long content is kept is said by rules of the workspace, retention.yaml; docs/reference/retention.md has them. What comes up under a rule that asks a
        person waits for one: 'due' lists it, 'decide' decides.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley retention check --workspace samples/wexshire/workspace",
        "parley retention due",
        "parley retention decide r-01hzy3k7w9abc keep --reason \"appeal pending\" --next 2031-01-01",
    ];
}
