namespace Parley.Cli.Commands.Replays;

/// <summary><c>parley replay live</c>: changed workspaces beside live traffic.</summary>
internal sealed class ReplayLiveCommand : CommandGroup
{
    public ReplayLiveCommand()
        : base("live", "Run a changed workspace beside the one in force on live traffic")
    {
        Takes(
            new ReplayLiveStartCommand(),
            new ReplayLiveListCommand(),
            new ReplayLiveShowCommand(),
            new ReplayLiveStopCommand());
    }

    /// <inheritdoc/>
    public override string Details => """
        Behind the flow, without effect: each exchange that comes in, and each instance of a process that ends, is run by the changed workspace too, and what comes out
        otherwise is kept, up to a thousand, by codes, names and places. It never delays an exchange; one that falls too far behind passes over what is oldest, and says
        how much. What is of an exchange that is erased is erased with it.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
        ["parley replay live start --file systems/beacon/incident.yaml --from incident.yaml --hours 8", "parley replay live show w-1m811502j0000"];
}
