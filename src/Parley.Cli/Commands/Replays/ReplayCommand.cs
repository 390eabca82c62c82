namespace Parley.Cli.Commands.Replays;

/// <summary><c>parley replay</c>: exchanges and processes run again.</summary>
internal sealed class ReplayCommand : CommandGroup
{
    public ReplayCommand()
        : base("replay", "Run exchanges and processes again: as they ran, as it is now, or beside a change")
    {
        Takes(
            new ReplayAsItRanCommand(),
            new ReplayAsItIsNowCommand(),
            new ReplayShadowCommand(),
            new ReplayLiveCommand(),
            new ReplayProcessCommand());
    }

    /// <inheritdoc/>
    public override string Details => """
        Two named operations: 'as-it-ran' uses the workspace, agreements and day of then, has no effect, and compares with what was stored (diagnosis);
        'as-it-is-now' translates and decides anew by what is in force and delivers to whom it did not go (recovery). 'shadow' runs recorded traffic by a
        changed workspace beside the one in force, without effect, 'live' traffic that comes in; 'process' does the three for instances of processes. All say what
        is otherwise by codes, names and places, never by values.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley replay as-it-ran x-01hzy3k7w9abc",
        "parley replay as-it-is-now --system beacon --status held",
        "parley replay shadow --workspace ../changed --system beacon --limit 500",
    ];
}
