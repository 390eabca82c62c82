using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley process move</c>: moves an instance to another version of its definition.</summary>
internal sealed class ProcessMoveCommand : ParleyCommand
{
    private readonly Argument<string> _id = new("instance") { Description = "The instance" };
    private readonly Argument<string> _version = new("version") { Description = "The version to move it to" };
    private readonly Option<bool> _preview = new("--preview") { Description = "Say whether it can be moved, and move nothing" };
    private readonly Option<string?> _reason = new("--reason", "-r") { Description = "Why; kept in the ledger", HelpName = "text" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public ProcessMoveCommand()
        : base("move", "Move an instance of a process to another version, after a check")
    {
        Arguments.Add(_id);
        Arguments.Add(_version);
        foreach (Option option in new Option[] { _preview, _reason, _server, _key })
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Details => """
        An instance stays on the version it was started with unless it is moved on purpose. Every task under way must be in the other version too, at the same
        place and of the same kind. With --preview the exit code is 1 when it cannot be moved. Needs an operator's key.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley process move p-1m811502j0000 1.3.0 --preview", "parley process move p-1m811502j0000 1.3.0"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        bool preview = parsed.GetValue(_preview);
        JsonObject body = new() { ["version"] = parsed.GetRequiredValue(_version), ["preview"] = preview };
        using HttpRequestMessage request = new(HttpMethod.Post, $"v1/processes/instances/{Uri.EscapeDataString(parsed.GetRequiredValue(_id))}/move")
        {
            Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
        };
        StatedReason.Add(request.Headers, null, parsed.GetValue(_reason));
        ServerAnswer answer = await client.SendAsync(request, cancellationToken);
        if (!answer.IsGood || !preview || output.Json)
        {
            return ServerCalls.Show(output, answer, null, ProcessListCommand.Columns);
        }

        bool possible = answer.Json!["possible"]!.GetValue<bool>();
        output.Line(possible ? $"it can be moved from {answer.Json["from"]} to {answer.Json["to"]}" : "it cannot be moved:");
        foreach (JsonNode? fault in answer.Json["faults"] as JsonArray ?? [])
        {
            output.Line($"  {fault}");
        }

        return possible ? ExitCode.Ok : ExitCode.Faults;
    }
}
