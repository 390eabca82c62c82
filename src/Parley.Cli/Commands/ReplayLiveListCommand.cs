using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley replay live list</c>: changed workspaces that run, or ran, beside live traffic.</summary>
internal sealed class ReplayLiveListCommand : ParleyCommand
{
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public ReplayLiveListCommand()
        : base("list", "List what runs, or ran, beside live traffic")
    {
        Options.Add(_server);
        Options.Add(_key);
    }

    /// <inheritdoc/>
    public override string Details => "New to old, with how many exchanges and instances came out the same, otherwise, or could not be run. Needs the right operate.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley replay live list"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        ServerAnswer answer = await client.GetAsync("v1/replays/shadows", cancellationToken);
        return ServerCalls.Show(output, answer, "shadows", "shadow", "state", "started", "startedBy", "until", "same", "differ", "cannot", "passedOver");
    }
}
