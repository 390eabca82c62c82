using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Subscriptions;

/// <summary><c>parley subscriptions pause | resume</c>: whether a subscription's system is told.</summary>
internal sealed class SubscriptionsActCommand : ServerCommand
{
    private readonly Argument<string> _id = new("subscription") { Description = "The subscription (s-…)" };
    private readonly Option<string?> _after = new("--after") { Description = "Go on after this event instead of where it stopped; v-0000000000000 tells everything once more", HelpName = "event" };

    private SubscriptionsActCommand(string act, string summary, string details, params string[] examples)
        : base(act, summary)
    {
        (Details, Examples) = (details, examples);
        Takes(act == "resume" ? [_id, _after] : [_id]);
    }

    /// <inheritdoc/>
    public override string Details { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; }

    public static SubscriptionsActCommand Pause() => new(
        "pause",
        "Stop telling a system for a while; the place is kept",
        "Nothing is lost: 'resume' goes on where it stopped.",
        "parley subscriptions pause s-01hzy3k7w9abc");

    public static SubscriptionsActCommand Resume() => new(
        "resume",
        "Tell a system again, or try a failing one at once",
        "One that was paused, failed or is gone is taken up again where it stopped, after its address has agreed anew. One that is active and failing is tried at once.",
        "parley subscriptions resume s-01hzy3k7w9abc",
        "parley subscriptions resume s-01hzy3k7w9abc --after v-0000000000000");

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string address = ServerCalls.Address($"v1/subscriptions/{parsed.GetRequiredValue(_id)}/{Name}", ("after", parsed.GetValue(_after)));
        return SubscriptionsShowCommand.Show(output, await client.PostAsync(address, cancellationToken));
    }
}
