using System.CommandLine;
using System.Text;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley process cancel | suspend | resume</c>: what a person wants done with an instance.</summary>
internal sealed class ProcessActCommand : ParleyCommand
{
    private readonly string _act;
    private readonly string _details;
    private readonly Argument<string> _id = new("instance") { Description = "The instance" };
    private readonly Option<bool> _undo = new("--undo") { Description = "Undo the steps done so far first" };
    private readonly Option<string?> _reason = new("--reason", "-r") { Description = "Why; kept in the ledger", HelpName = "text" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    private ProcessActCommand(string act, string summary, string details)
        : base(act, summary)
    {
        (_act, _details) = (act, details);
        Arguments.Add(_id);
        if (act == "cancel")
        {
            Options.Add(_undo);
        }

        Options.Add(_reason);
        Options.Add(_server);
        Options.Add(_key);
    }

    /// <inheritdoc/>
    public override string Details => _details;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => [$"parley process {_act} p-1m811502j0000{(_act == "cancel" ? " --undo" : "")} --reason \"as the duty inspector asked\""];

    public static ProcessActCommand Cancel() => new("cancel", "End an instance of a process", "The steps that name an undoing can be undone first, the last of them first. Needs an operator's key.");

    public static ProcessActCommand Suspend() => new("suspend", "Hold an instance of a process back", "What comes for it is taken, no further task begins. Needs an operator's key.");

    public static ProcessActCommand Resume() =>
        new("resume", "Let an instance of a process go on", "One that was suspended goes on; one that was parked, because what came for it made its step fail, is tried again. Needs an operator's key.");

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        string body = _act == "cancel" && parsed.GetValue(_undo) ? """{"undo":true}""" : "{}";
        using HttpRequestMessage request = new(HttpMethod.Post, $"v1/processes/instances/{Uri.EscapeDataString(parsed.GetRequiredValue(_id))}/{_act}")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        StatedReason.Add(request.Headers, null, parsed.GetValue(_reason));
        return ServerCalls.Show(output, await client.SendAsync(request, cancellationToken), null, ProcessListCommand.Columns);
    }
}
