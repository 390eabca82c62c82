using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Subscriptions;

/// <summary><c>parley subscriptions remove</c>: ends a subscription.</summary>
internal sealed class SubscriptionsRemoveCommand : ServerCommand
{
    private readonly Argument<string> _id = new("subscription") { Description = "The subscription (s-…)" };

    public SubscriptionsRemoveCommand()
        : base("remove", "End a subscription") =>
        Takes(_id);

    /// <inheritdoc/>
    public override string Details => "Its place is forgotten: a new one begins with what becomes known from then on, unless told otherwise.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley subscriptions remove s-01hzy3k7w9abc"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string id = parsed.GetRequiredValue(_id);
        using HttpRequestMessage request = new(HttpMethod.Delete, ServerCalls.Address($"v1/subscriptions/{id}"));
        ServerAnswer answer = await client.SendAsync(request, cancellationToken);
        if (answer.Status != 204)
        {
            return answer.Report(output);
        }

        if (output.Json)
        {
            output.JsonResult(new JsonObject { ["id"] = id, ["status"] = "removed" });
        }
        else
        {
            output.Line($"{id} removed");
        }

        return ExitCode.Ok;
    }
}
