using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Subscriptions;

/// <summary><c>parley subscriptions list</c>: the subscriptions that the caller may see.</summary>
internal sealed class SubscriptionsListCommand : ServerCommand
{
    /// <summary>What is shown of a subscription.</summary>
    public static readonly string[] Columns = ["id", "status", "system", "url", "delivered", "failures", "error"];

    private readonly Option<string?> _after = CommonOptions.After("subscription");
    private readonly Option<int?> _limit = CommonOptions.Limit();

    public SubscriptionsListCommand()
        : base("list", "List subscriptions, new to old") =>
        Takes(_after, _limit);

    /// <inheritdoc/>
    public override string Details => """
        'failures' counts the attempts since the address last took an event. A subscription that has failed for 24 hours is 'failed' and one whose address
        answered 410 is 'gone': neither is called until it is resumed, and both keep their place.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
        ["parley subscriptions list", "parley subscriptions list --json | jq -r '.subscriptions[] | select(.status != \"active\") | .id'"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string address = ServerCalls.Address($"v1/subscriptions", ("after", parsed.GetValue(_after)), ("limit", parsed.GetValue(_limit)));
        return (await client.GetAsync(address, cancellationToken)).ShowRows(output, "subscriptions", Columns);
    }
}
