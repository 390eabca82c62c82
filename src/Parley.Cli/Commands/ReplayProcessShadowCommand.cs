using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley replay process shadow</c>: recorded instances by changed processes.</summary>
internal sealed class ReplayProcessShadowCommand : ParleyCommand
{
    private readonly ReplayInstanceOptions _which = new(withStep: false);
    private readonly ChangedWorkspaceOptions _changed = new();
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public ReplayProcessShadowCommand()
        : base("shadow", "Run recorded instances by changed processes, without effect, and report each difference")
    {
        _which.AddTo(this);
        _changed.AddTo(this);
        Options.Add(_server);
        Options.Add(_key);
    }

    /// <inheritdoc/>
    public override string Details => """
        Each instance that has ended is run by the changed definition, given what it took then: the same answers to the same tasks, whatever they ask now. What it asks
        for that it did not, or does not ask for that it did, and another end are said by place, never by value. The exit code is 1 when anything differs. Needs an
        operator's key.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
        ["parley replay process shadow --file processes/licence-check.yaml --from changed.yaml --process licence-check --limit 500"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        JsonObject body = _which.Body(parsed);
        await _changed.AddToAsync(body, parsed, output, cancellationToken);
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        ServerAnswer answer = await ServerCalls.SendObjectAsync(client, HttpMethod.Post, "v1/replays/processes/shadow", body, cancellationToken);
        return ReplayOptions.Show(output, answer, "instances", "instance");
    }
}
