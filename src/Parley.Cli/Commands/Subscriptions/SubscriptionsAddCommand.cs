using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Subscriptions;

/// <summary><c>parley subscriptions add</c>: has a system told of changes.</summary>
internal sealed class SubscriptionsAddCommand : ServerCommand
{
    private readonly Argument<string> _url = new("url") { Description = "Where to call; a place that the workspace lets the system be told at" };
    private readonly Option<string?> _system = new("--system") { Description = "The system that is told; needed unless its own key is used", HelpName = "system" };
    private readonly Option<string[]> _types = new("--type") { Description = "Only records of this type; repeat for more", HelpName = "type" };
    private readonly Option<string[]> _from = new("--from") { Description = "Only records of this system; repeat for more", HelpName = "system" };
    private readonly Option<string?> _purpose = new("--purpose") { Description = "What for; without it only records of its own organisation", HelpName = "code" };
    private readonly Option<int?> _batch = new("--batch") { Description = "The most events in one request, 1 to 100; 1 unless said", HelpName = "n" };
    private readonly Option<string?> _after = new("--after") { Description = "Begin after this event; v-0000000000000 for all there is, now unless said", HelpName = "event" };

    public SubscriptionsAddCommand()
        : base("add", "Have a system told of changes by web hook") =>
        Takes(_url, _system, _types, _from, _purpose, _batch, _after);

    /// <inheritdoc/>
    public override string Details => """
        The address is asked first whether it agrees (OPTIONS with WebHook-Request-Origin). The workspace names the places under webhooks of the system's
        system.yaml; the servers that the system is delivered to are places too.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley subscriptions add https://chartroom.example/hooks/parley --type Person --type Vehicle --purpose investigation",
        "parley subscriptions add https://chartroom.example/hooks/parley --system chartroom --from beacon --batch 50 --after v-0000000000000",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        JsonObject body = ServerCalls.Body(
            ("url", parsed.GetRequiredValue(_url)),
            ("system", parsed.GetValue(_system)),
            ("types", ServerCalls.Words(parsed.GetValue(_types))),
            ("systems", ServerCalls.Words(parsed.GetValue(_from))),
            ("purpose", parsed.GetValue(_purpose)),
            ("batch", parsed.GetValue(_batch)),
            ("after", parsed.GetValue(_after)));
        return SubscriptionsShowCommand.Show(output, await client.PostAsync("v1/subscriptions", body, cancellationToken));
    }
}
