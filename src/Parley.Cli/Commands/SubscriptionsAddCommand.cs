using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley subscriptions add</c>: has a system told of changes.</summary>
internal sealed class SubscriptionsAddCommand : ParleyCommand
{
    private readonly Argument<string> _url = new("url") { Description = "Where to call; a place that the workspace lets the system be told at" };
    private readonly Option<string?> _system = new("--system") { Description = "The system that is told; needed unless its own key is used", HelpName = "system" };
    private readonly Option<string[]> _types = new("--type") { Description = "Only records of this type; repeat for more", HelpName = "type" };
    private readonly Option<string[]> _from = new("--from") { Description = "Only records of this system; repeat for more", HelpName = "system" };
    private readonly Option<string?> _purpose = new("--purpose") { Description = "What for; without it only records of its own organisation", HelpName = "code" };
    private readonly Option<int?> _batch = new("--batch") { Description = "The most events in one request, 1 to 100; 1 unless said", HelpName = "n" };
    private readonly Option<string?> _after = new("--after") { Description = "Begin after this event; v-0000000000000 for all there is, now unless said", HelpName = "event" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public SubscriptionsAddCommand()
        : base("add", "Have a system told of changes by web hook")
    {
        Arguments.Add(_url);
        foreach (Option option in new Option[] { _system, _types, _from, _purpose, _batch, _after, _server, _key })
        {
            Options.Add(option);
        }
    }

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
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        JsonObject body = new() { ["url"] = parsed.GetRequiredValue(_url) };
        Add(body, "system", parsed.GetValue(_system));
        Add(body, "types", Words(parsed.GetValue(_types)));
        Add(body, "systems", Words(parsed.GetValue(_from)));
        Add(body, "purpose", parsed.GetValue(_purpose));
        Add(body, "batch", parsed.GetValue(_batch));
        Add(body, "after", parsed.GetValue(_after));
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        return SubscriptionsShowCommand.Show(output, await ServerCalls.SendObjectAsync(client, HttpMethod.Post, "v1/subscriptions", body, cancellationToken));
    }

    private static JsonArray? Words(string[]? words) => words is { Length: > 0 } ? [.. words.Select(w => (JsonNode)w)] : null;

    private static void Add(JsonObject body, string name, JsonNode? value)
    {
        if (value is not null)
        {
            body[name] = value;
        }
    }
}
