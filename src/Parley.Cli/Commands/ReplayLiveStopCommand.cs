using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley replay live stop</c>: stops a changed workspace beside live traffic.</summary>
internal sealed class ReplayLiveStopCommand : ParleyCommand
{
    private readonly Argument<string> _id = new("shadow") { Description = "The live shadow" };
    private readonly Option<string?> _reason = new("--reason") { Description = "Why, for the ledger", HelpName = "text" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public ReplayLiveStopCommand()
        : base("stop", "Stop a changed workspace beside live traffic; what it found stays for 30 days")
    {
        Arguments.Add(_id);
        foreach (Option option in new Option[] { _reason, _server, _key })
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Details => "Needs the right operate.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley replay live stop w-1m811502j0000"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        string path = $"v1/replays/shadows/{Uri.EscapeDataString(parsed.GetRequiredValue(_id))}/stop";
        ServerAnswer answer = await ServerCalls.SendAsync(client, HttpMethod.Post, path, [("reason", parsed.GetValue(_reason))], cancellationToken);
        return ServerCalls.Show(output, answer, null, "shadow", "state", "same", "differ", "cannot", "passedOver");
    }
}
