using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley subscriptions show</c>: one subscription, and how its deliveries go.</summary>
internal sealed class SubscriptionsShowCommand : ParleyCommand
{
    private readonly Argument<string> _id = new("subscription") { Description = "The subscription (s-…)" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public SubscriptionsShowCommand()
        : base("show", "Show a subscription, how far it is and what its address last answered")
    {
        Arguments.Add(_id);
        Options.Add(_server);
        Options.Add(_key);
    }

    /// <inheritdoc/>
    public override string Details => """
        'delivered' counts the events that the address has taken, 'after' names the last of them, 'failingSince' and 'error' say since when and why it takes
        none.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley subscriptions show s-01hzy3k7w9abc"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        return Show(output, await client.GetAsync("v1/subscriptions/" + Uri.EscapeDataString(parsed.GetRequiredValue(_id)), cancellationToken));
    }

    /// <summary>Shows an answer that is a subscription: as JSON, or a member a line.</summary>
    public static int Show(Output output, ServerAnswer answer)
    {
        if (!answer.IsGood || output.Json)
        {
            return ServerCalls.Show(output, answer, null);
        }

        foreach ((string name, JsonNode? value) in (JsonObject)answer.Json!)
        {
            string text = value is JsonArray words ? string.Join(", ", words.Select(w => w?.ToString())) : value?.ToString() ?? "";
            output.Line($"{name,-12} {(text.Length == 0 ? "all" : text)}");
        }

        return ExitCode.Ok;
    }
}
