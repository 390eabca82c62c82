using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley replay live start</c>: begins to run a changed workspace beside live traffic.</summary>
internal sealed class ReplayLiveStartCommand : ParleyCommand
{
    private readonly ChangedWorkspaceOptions _changed = new();
    private readonly Option<string?> _system = new("--system") { Description = "Only what comes from this system", HelpName = "system" };
    private readonly Option<string?> _process = new("--process") { Description = "Only instances of this process", HelpName = "process" };
    private readonly Option<double?> _hours = new("--hours") { Description = "How long, up to 168; 24 unless told otherwise", HelpName = "n" };
    private readonly Option<string?> _reason = new("--reason") { Description = "Why, for the ledger", HelpName = "text" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public ReplayLiveStartCommand()
        : base("start", "Begin to run a changed workspace beside live traffic")
    {
        _changed.AddTo(this);
        foreach (Option option in new Option[] { _system, _process, _hours, _reason, _server, _key })
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Details => "A changed workspace with faults is refused with its issues. At most four run together. Needs the right operate.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley replay live start --workspace ../changed --system beacon --hours 8 --reason 'before the release'"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        JsonObject body = [];
        await _changed.AddToAsync(body, parsed, output, cancellationToken);
        (string Name, string? Value)[] texts = [("system", parsed.GetValue(_system)), ("process", parsed.GetValue(_process)), ("reason", parsed.GetValue(_reason))];
        foreach ((string name, string? value) in texts.Where(t => t.Value is not null))
        {
            body[name] = value;
        }

        if (parsed.GetValue(_hours) is double hours)
        {
            body["hours"] = hours;
        }

        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        ServerAnswer answer = await ServerCalls.SendObjectAsync(client, HttpMethod.Post, "v1/replays/shadows", body, cancellationToken);
        return ServerCalls.Show(output, answer, null, "shadow", "state", "until");
    }
}
