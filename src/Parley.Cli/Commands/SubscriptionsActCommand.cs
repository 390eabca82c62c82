using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley subscriptions pause | resume | remove</c>: what is to become of a subscription.</summary>
internal sealed class SubscriptionsActCommand : ParleyCommand
{
    private readonly string _act;
    private readonly string _details;
    private readonly Argument<string> _id = new("subscription") { Description = "The subscription (s-…)" };
    private readonly Option<string?> _after = new("--after") { Description = "Go on after this event instead of where it stopped; v-0000000000000 tells everything once more", HelpName = "event" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    private SubscriptionsActCommand(string act, string summary, string details)
        : base(act, summary)
    {
        (_act, _details) = (act, details);
        Arguments.Add(_id);
        if (act == "resume")
        {
            Options.Add(_after);
        }

        Options.Add(_server);
        Options.Add(_key);
    }

    /// <inheritdoc/>
    public override string Details => _details;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
        _act == "resume" ? ["parley subscriptions resume s-01hzy3k7w9abc", "parley subscriptions resume s-01hzy3k7w9abc --after v-0000000000000"] : [$"parley subscriptions {_act} s-01hzy3k7w9abc"];

    public static SubscriptionsActCommand Pause() => new("pause", "Stop telling a system for a while; the place is kept", "Nothing is lost: 'resume' goes on where it stopped.");

    public static SubscriptionsActCommand Resume() => new(
        "resume", "Tell a system again, or try a failing one at once",
        "One that was paused, failed or is gone is taken up again where it stopped, after its address has agreed anew. One that is active and failing is tried at once.");

    public static SubscriptionsActCommand Remove() => new("remove", "End a subscription", "Its place is forgotten: a new one begins with what becomes known from then on, unless told otherwise.");

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        string id = parsed.GetRequiredValue(_id);
        string path = "v1/subscriptions/" + Uri.EscapeDataString(id);
        if (_act == "remove")
        {
            return await RemoveAsync(client, path, id, output, cancellationToken);
        }

        string query = _act == "resume" && parsed.GetValue(_after) is { } after ? $"?after={Uri.EscapeDataString(after)}" : "";
        using HttpRequestMessage request = new(HttpMethod.Post, $"{path}/{_act}{query}");
        return SubscriptionsShowCommand.Show(output, await client.SendAsync(request, cancellationToken));
    }

    private static async Task<int> RemoveAsync(ServerClient client, string path, string id, Output output, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Delete, path);
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
