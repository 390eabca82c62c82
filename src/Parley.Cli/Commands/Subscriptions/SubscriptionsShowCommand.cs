using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Subscriptions;

/// <summary><c>parley subscriptions show</c>: one subscription, and how its deliveries go.</summary>
internal sealed class SubscriptionsShowCommand : ServerCommand
{
    private static readonly string[] s_filters = ["types", "systems"];

    private readonly Argument<string> _id = new("subscription") { Description = "The subscription (s-…)" };

    public SubscriptionsShowCommand()
        : base("show", "Show a subscription, how far it is and what its address last answered") =>
        Takes(_id);

    /// <inheritdoc/>
    public override string Details => """
        'delivered' counts the events that the address has taken, 'after' names the last of them, 'failingSince' and 'error' say since when and why it takes
        none.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley subscriptions show s-01hzy3k7w9abc"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken) =>
        Show(output, await client.GetAsync(ServerCalls.Address($"v1/subscriptions/{parsed.GetRequiredValue(_id)}"), cancellationToken));

    /// <summary>Shows an answer that is a subscription: what does not narrow it says all.</summary>
    public static int Show(Output output, ServerAnswer answer) => answer.Show(output, subscription =>
    {
        foreach (string name in s_filters)
        {
            subscription[name] = MemberList.Text(subscription[name]) is { Length: > 0 } words ? words : "all";
        }

        MemberList.Write(output, subscription, subscription.Select(m => m.Key));
    });
}
