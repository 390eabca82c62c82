using System.CommandLine;
using System.Text.Json.Nodes;

namespace Parley.Cli.Commands.Replays;

/// <summary>Which exchanges a replay is asked for; the three replays share it.</summary>
internal sealed class ReplayOptions
{
    private readonly Argument<string?> _exchange = new("exchange") { Description = "One exchange; without it those of the options, new to old", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _system = new("--system") { Description = "Only what came from this system", HelpName = "system" };
    private readonly Option<string?> _type = new("--type") { Description = "Only messages of this type", HelpName = "type" };
    private readonly Option<string?> _status = new("--status") { Description = "Only exchanges that stand so: delivering, delivered, failed, held …", HelpName = "status" };
    private readonly Option<string?> _since = new("--since") { Description = "Only what was received at or after this moment", HelpName = "time" };
    private readonly Option<int?> _limit = new("--limit") { Description = "The most exchanges, 1 to 500; 100 unless told otherwise", HelpName = "n" };

    /// <summary>All of them, in the order in which the help lists them.</summary>
    public IEnumerable<Symbol> All => [_exchange, _system, _type, _status, _since, _limit];

    /// <summary>The request's body.</summary>
    public JsonObject Body(ParseResult parsed) => ServerCalls.Body(
        ("exchange", parsed.GetValue(_exchange)),
        ("system", parsed.GetValue(_system)),
        ("type", parsed.GetValue(_type)),
        ("status", parsed.GetValue(_status)),
        ("since", parsed.GetValue(_since)),
        ("limit", parsed.GetValue(_limit)));
}
