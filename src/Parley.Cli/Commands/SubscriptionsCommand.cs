using System.CommandLine;

namespace Parley.Cli.Commands;

/// <summary><c>parley subscriptions</c>: systems that are told of changes by web hook.</summary>
internal sealed class SubscriptionsCommand : ParleyCommand
{
    public SubscriptionsCommand()
        : base("subscriptions", "Have systems told of changes by web hook, and see how it goes")
    {
        Subcommands.Add(new SubscriptionsListCommand());
        Subcommands.Add(new SubscriptionsShowCommand());
        Subcommands.Add(new SubscriptionsAddCommand());
        Subcommands.Add(SubscriptionsActCommand.Pause());
        Subcommands.Add(SubscriptionsActCommand.Resume());
        Subcommands.Add(SubscriptionsActCommand.Remove());
        Subcommands.Add(new SubscriptionsKeysCommand());
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

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        output.Note("parley: name what is to be done: list, show, add, pause, resume, remove or keys. 'parley subscriptions --help' says how.");
        return Task.FromResult(ExitCode.Usage);
    }
}
