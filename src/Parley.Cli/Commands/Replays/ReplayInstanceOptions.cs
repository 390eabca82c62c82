using System.CommandLine;
using System.Text.Json.Nodes;

namespace Parley.Cli.Commands.Replays;

/// <summary>Which instances a replay is asked for; the replays of processes share it.</summary>
/// <param name="withStep">Whether one step of them can be asked for.</param>
internal sealed class ReplayInstanceOptions(bool withStep = true)
{
    private readonly Argument<string?> _instance = new("instance") { Description = "One instance; without it those of the options, new to old", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _process = new("--process") { Description = "Only instances of this process", HelpName = "process" };
    private readonly Option<string?> _status = new("--status") { Description = "Only instances that stand so: completed, faulted, cancelled, parked …", HelpName = "status" };
    private readonly Option<string?> _since = new("--since") { Description = "Only what began at or after this moment", HelpName = "time" };
    private readonly Option<string?> _until = new("--until") { Description = "Only what began before this moment", HelpName = "time" };
    private readonly Option<int?> _limit = new("--limit") { Description = "The most instances, 1 to 500; 100 unless told otherwise", HelpName = "n" };
    private readonly Option<string?> _step = new("--step")
    {
        Description = "A step: its reference in the definition (/do/1/charge, with @ and the run of it where it ran more than once), or its name",
        HelpName = "step",
    };

    /// <summary>All of them, in the order in which the help lists them.</summary>
    public IEnumerable<Symbol> All => withStep ? [_instance, _process, _status, _since, _until, _limit, _step] : [_instance, _process, _status, _since, _until, _limit];

    /// <summary>The request's body, with what else the caller asks for.</summary>
    public JsonObject Body(ParseResult parsed, params ReadOnlySpan<(string Name, JsonNode? Value)> further) => ServerCalls.Body(
    [
        ("instance", parsed.GetValue(_instance)),
        ("process", parsed.GetValue(_process)),
        ("status", parsed.GetValue(_status)),
        ("since", parsed.GetValue(_since)),
        ("until", parsed.GetValue(_until)),
        ("step", parsed.GetValue(_step)),
        ("limit", parsed.GetValue(_limit)),
        .. further,
    ]);
}
