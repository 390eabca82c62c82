namespace Parley.Cli.Commands.Replays;

/// <summary><c>parley replay process</c>: instances of processes run again.</summary>
internal sealed class ReplayProcessCommand : CommandGroup
{
    public ReplayProcessCommand()
        : base("process", "Run instances of processes again: as they ran, as it is now, or by a change")
    {
        Takes(
            new ReplayProcessAsItRanCommand(),
            new ReplayProcessAsItIsNowCommand(),
            new ReplayProcessShadowCommand());
    }

    /// <inheritdoc/>
    public override string Details => """
        'as-it-ran' gives the definition that an instance ran on what it took then, has no effect, and compares what it asks for with what it asked for. 'as-it-is-now'
        runs it again on the definition in force, from its input or from a step on; what happened and still stands is taken from the record. 'shadow' runs recorded
        instances by a changed definition, without effect.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
        ["parley replay process as-it-ran p-1m811502j0000", "parley replay process as-it-is-now --process licence-check --status faulted"];
}
