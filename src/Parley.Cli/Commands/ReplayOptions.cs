using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary>Which exchanges a replay is asked for, and how what it found is shown; the three replays share it.</summary>
internal sealed class ReplayOptions
{
    private readonly Argument<string?> _exchange = new("exchange") { Description = "One exchange; without it those of the options, new to old", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _system = new("--system") { Description = "Only what came from this system", HelpName = "system" };
    private readonly Option<string?> _type = new("--type") { Description = "Only messages of this type", HelpName = "type" };
    private readonly Option<string?> _status = new("--status") { Description = "Only exchanges that stand so: delivering, delivered, failed, held …", HelpName = "status" };
    private readonly Option<string?> _since = new("--since") { Description = "Only what was received at or after this moment", HelpName = "time" };
    private readonly Option<int?> _limit = new("--limit") { Description = "The most exchanges, 1 to 500; 100 unless told otherwise", HelpName = "n" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_exchange);
        foreach (Option option in new Option[] { _system, _type, _status, _since, _limit })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The request's body.</summary>
    public JsonObject Body(ParseResult parsed)
    {
        JsonObject body = [];
        (string Name, string? Value)[] texts =
            [("exchange", parsed.GetValue(_exchange)), ("system", parsed.GetValue(_system)), ("type", parsed.GetValue(_type)), ("status", parsed.GetValue(_status)), ("since", parsed.GetValue(_since))];
        foreach ((string name, string? value) in texts.Where(t => t.Value is not null))
        {
            body[name] = value;
        }

        if (parsed.GetValue(_limit) is int limit)
        {
            body["limit"] = limit;
        }

        return body;
    }

    /// <summary>Shows what a replay without effect found: a line for each difference.</summary>
    public static int Show(Output output, ServerAnswer answer, string list = "exchanges", string item = "exchange")
    {
        if (!answer.IsGood)
        {
            return answer.Report(output);
        }

        if (output.Json)
        {
            output.JsonResult(answer.Json!);
        }
        else
        {
            foreach (JsonNode? one in answer.Json![list]!.AsArray())
            {
                Show(output, one!, item);
            }

            output.Note($"{answer.Text("same")} the same, {answer.Text("differ")} otherwise, {answer.Text("cannot")} cannot be replayed");
        }

        return answer.Text("differ") == "0" && answer.Text("cannot") == "0" ? ExitCode.Ok : ExitCode.Faults;
    }

    private static void Show(Output output, JsonNode replayed, string item)
    {
        if (replayed["why"] is { } why)
        {
            output.Line($"{replayed[item]}  cannot be replayed: {why}");
        }

        foreach (JsonNode? difference in replayed["differences"]!.AsArray())
        {
            output.Line($"{replayed[item]}  {difference!["what"]}  {difference["place"]}: {Word(difference["was"])} -> {Word(difference["now"])}");
        }
    }

    private static string Word(JsonNode? word) => word?.ToString() is { Length: > 0 } text ? text : "nothing";
}
