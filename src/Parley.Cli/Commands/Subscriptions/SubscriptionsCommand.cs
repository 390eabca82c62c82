namespace Parley.Cli.Commands.Subscriptions;

/// <summary><c>parley subscriptions</c>: systems that are told of changes by web hook.</summary>
internal sealed class SubscriptionsCommand : CommandGroup
{
    public SubscriptionsCommand()
        : base("subscriptions", "Have systems told of changes by web hook, and see how it goes")
    {
        Takes(
            new SubscriptionsListCommand(),
            new SubscriptionsShowCommand(),
            new SubscriptionsAddCommand(),
            SubscriptionsActCommand.Pause(),
            SubscriptionsActCommand.Resume(),
            new SubscriptionsRemoveCommand(),
            new SubscriptionsKeysCommand());
    }

    /// <inheritdoc/>
    public override string Details => """
        A subscription calls a system when something became known of a record that it may read: which record and where to look, never what. It belongs to a
        system: use the system's own key, or one with the right to operate for its organisation.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley subscriptions add https://chartroom.example/hooks/parley --type Person --purpose investigation",
        "parley subscriptions list",
        "parley subscriptions resume s-01hzy3k7w9abc",
    ];
}
