using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Replays;

/// <summary><c>parley replay live start</c>: begins to run a changed workspace beside live traffic.</summary>
internal sealed class ReplayLiveStartCommand : ServerCommand
{
    private readonly ChangedWorkspaceOptions _changed = new();
    private readonly Option<string?> _system = new("--system") { Description = "Only what comes from this system", HelpName = "system" };
    private readonly Option<string?> _process = new("--process") { Description = "Only instances of this process", HelpName = "process" };
    private readonly Option<double?> _hours = new("--hours") { Description = "How long, up to 168; 24 unless told otherwise", HelpName = "n" };
    private readonly Option<string?> _reason = CommonOptions.Reason();

    public ReplayLiveStartCommand()
        : base("start", "Begin to run a changed workspace beside live traffic") =>
        Takes([.. _changed.All, _system, _process, _hours, _reason]);

    /// <inheritdoc/>
    public override string Details => "A changed workspace with faults is refused with its issues. At most four run together. Needs the right operate.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley replay live start --workspace ../changed --system beacon --hours 8 --reason 'before the release'"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        JsonObject body = ServerCalls.Body(
            ("system", parsed.GetValue(_system)), ("process", parsed.GetValue(_process)), ("reason", parsed.GetValue(_reason)), ("hours", parsed.GetValue(_hours)));
        await _changed.AddToAsync(body, parsed, output, cancellationToken);
        return (await client.PostAsync("v1/replays/shadows", body, cancellationToken)).ShowRow(output, "shadow", "state", "until");
    }
}
