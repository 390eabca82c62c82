using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley subscriptions keys</c>: the keys by which recipients verify calls.</summary>
internal sealed class SubscriptionsKeysCommand : ParleyCommand
{
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public SubscriptionsKeysCommand()
        : base("keys", "Show the public keys that calls are signed with")
    {
        Options.Add(_server);
        Options.Add(_key);
    }

    /// <inheritdoc/>
    public override string Details => """
        With --json the JSON Web Key Set as recipients fetch it, from /.well-known/parley-webhooks.json. To renew the key, stop the server, put another P-256 key
        in PEM in the place of .parley/webhooks.key and start it.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley subscriptions keys --json > keys.json"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        return ServerCalls.Show(output, await client.GetAsync(".well-known/parley-webhooks.json", cancellationToken), "keys", "kid", "kty", "crv", "alg");
    }
}
