using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley replay live show</c>: what a changed workspace does otherwise on live traffic.</summary>
internal sealed class ReplayLiveShowCommand : ParleyCommand
{
    private readonly Argument<string> _id = new("shadow") { Description = "The live shadow" };
    private readonly Option<string?> _after = new("--after") { Description = "The next page: the 'next' of the one before", HelpName = "cursor" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public ReplayLiveShowCommand()
        : base("show", "Show what a changed workspace does otherwise on live traffic")
    {
        Arguments.Add(_id);
        foreach (Option option in new Option[] { _after, _server, _key })
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Details => """
        A line for each difference, new to old; that they were read is recorded. Who may not see content sees the counts alone. Needs the right operate.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley replay live show w-1m811502j0000", "parley replay live show w-1m811502j0000 --json"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        string page = parsed.GetValue(_after) is string after ? "?after=" + Uri.EscapeDataString(after) : "";
        ServerAnswer answer = await client.GetAsync($"v1/replays/shadows/{Uri.EscapeDataString(parsed.GetRequiredValue(_id))}{page}", cancellationToken);
        if (!answer.IsGood || output.Json)
        {
            return ServerCalls.Show(output, answer, null);
        }

        foreach (JsonNode? finding in answer.Json!["findings"] as JsonArray ?? [])
        {
            foreach (JsonNode? difference in finding!["differences"] as JsonArray ?? [])
            {
                output.Line($"{finding["exchange"] ?? finding["instance"]}  {difference!["what"]}  {difference["place"]}: {Word(difference["was"])} -> {Word(difference["now"])}");
            }
        }

        output.Note($"{answer.Text("state")}: {answer.Text("same")} the same, {answer.Text("differ")} otherwise, {answer.Text("cannot")} cannot be run, {answer.Text("passedOver")} entries passed over");
        if (answer.Json["next"] is { } next)
        {
            output.Note($"there are more: --after {next}");
        }

        return ExitCode.Ok;
    }

    private static string Word(JsonNode? word) => word?.ToString() is { Length: > 0 } text ? text : "nothing";
}
