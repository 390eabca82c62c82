using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Subscriptions;

/// <summary><c>parley subscriptions keys</c>: the keys by which recipients verify calls.</summary>
internal sealed class SubscriptionsKeysCommand : ServerCommand
{
    public SubscriptionsKeysCommand()
        : base("keys", "Show the public keys that calls are signed with") =>
        Takes();

    /// <inheritdoc/>
    public override string Details => """
        With --json the JSON Web Key Set as recipients fetch it, from /.well-known/parley-webhooks.json. To renew the key, stop the server, put another P-256 key
        in PEM in the place of .parley/webhooks.key and start it.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley subscriptions keys --json > keys.json"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await client.GetAsync(".well-known/parley-webhooks.json", cancellationToken);
        return answer.ShowRows(output, "keys", "kid", "kty", "crv", "alg");
    }
}
