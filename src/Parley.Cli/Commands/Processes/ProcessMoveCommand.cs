using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Processes;

/// <summary><c>parley process move</c>: moves an instance to another version of its definition.</summary>
internal sealed class ProcessMoveCommand : ServerCommand
{
    private readonly Argument<string> _id = new("instance") { Description = "The instance" };
    private readonly Argument<string> _version = new("version") { Description = "The version to move it to" };
    private readonly Option<bool> _preview = new("--preview") { Description = "Say whether it can be moved, and move nothing" };
    private readonly Option<string?> _reason = CommonOptions.Reason();

    public ProcessMoveCommand()
        : base("move", "Move an instance of a process to another version, after a check") =>
        Takes(_id, _version, _preview, _reason);

    /// <inheritdoc/>
    public override string Details => """
        An instance stays on the version it was started with unless it is moved on purpose. Every task under way must be in the other version too, at the same
        place and of the same kind. With --preview the exit code is 1 when it cannot be moved. Needs an operator's key.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley process move p-1m811502j0000 1.3.0 --preview", "parley process move p-1m811502j0000 1.3.0"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        bool preview = parsed.GetValue(_preview);
        string address = ServerCalls.Address($"v1/processes/instances/{parsed.GetRequiredValue(_id)}/move");
        JsonObject body = ServerCalls.Body(("version", parsed.GetRequiredValue(_version)), ("preview", preview));
        ServerAnswer answer = await client.PostAsync(address, body, new StatedReason(null, parsed.GetValue(_reason)), cancellationToken);
        if (!answer.IsGood || !preview || output.Json)
        {
            return answer.ShowRow(output, ProcessListCommand.Columns);
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
