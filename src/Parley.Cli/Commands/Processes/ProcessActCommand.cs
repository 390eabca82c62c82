using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Processes;

/// <summary><c>parley process cancel | suspend | resume</c>: what a person wants done with an instance.</summary>
internal sealed class ProcessActCommand : ServerCommand
{
    private readonly Argument<string> _id = new("instance") { Description = "The instance" };
    private readonly Option<bool> _undo = new("--undo") { Description = "Undo the steps done so far first" };
    private readonly Option<string?> _reason = CommonOptions.Reason();

    private ProcessActCommand(string act, string summary, string details, bool canUndo = false)
        : base(act, summary)
    {
        Details = details;
        Examples = [$"parley process {act} p-1m811502j0000{(canUndo ? " --undo" : "")} --reason \"as the duty inspector asked\""];
        Takes(canUndo ? [_id, _undo, _reason] : [_id, _reason]);
    }

    /// <inheritdoc/>
    public override string Details { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; }

    public static ProcessActCommand Cancel() => new("cancel", "End an instance of a process", "The steps that name an undoing can be undone first, the last of them first. Needs an operator's key.", canUndo: true);

    public static ProcessActCommand Suspend() => new("suspend", "Hold an instance of a process back", "What comes for it is taken, no further task begins. Needs an operator's key.");

    public static ProcessActCommand Resume() =>
        new("resume", "Let an instance of a process go on", "One that was suspended goes on; one that was parked, because what came for it made its step fail, is tried again. Needs an operator's key.");

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        JsonObject body = ServerCalls.Body(("undo", parsed.GetValue(_undo) ? true : null));
        string address = ServerCalls.Address($"v1/processes/instances/{parsed.GetRequiredValue(_id)}/{Name}");
        ServerAnswer answer = await client.PostAsync(address, body, new StatedReason(null, parsed.GetValue(_reason)), cancellationToken);
        return answer.ShowRow(output, ProcessListCommand.Columns);
    }
}
