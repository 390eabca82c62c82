using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Replays;

/// <summary><c>parley replay live show</c>: what a changed workspace does otherwise on live traffic.</summary>
internal sealed class ReplayLiveShowCommand : ServerCommand
{
    private readonly Argument<string> _id = new("shadow") { Description = "The live shadow" };
    private readonly Option<string?> _after = CommonOptions.After("cursor");

    public ReplayLiveShowCommand()
        : base("show", "Show what a changed workspace does otherwise on live traffic") =>
        Takes(_id, _after);

    /// <inheritdoc/>
    public override string Details => """
        A line for each difference, new to old; that they were read is recorded. Who may not see content sees the counts alone. Needs the right operate.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley replay live show w-1m811502j0000", "parley replay live show w-1m811502j0000 --json"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string address = ServerCalls.Address($"v1/replays/shadows/{parsed.GetRequiredValue(_id)}", ("after", parsed.GetValue(_after)));
        ServerAnswer answer = await client.GetAsync(address, cancellationToken);
        return answer.Show(output, shadow =>
        {
            foreach (JsonNode? finding in shadow["findings"] as JsonArray ?? [])
            {
                ReplayDifferences.Print(output, finding!, finding!["exchange"] is null ? "instance" : "exchange");
            }

            output.Note($"parley: {shadow["state"]}: {shadow["same"]} the same, {shadow["differ"]} otherwise, {shadow["cannot"]} cannot be run, {shadow["passedOver"]} entries passed over");
            answer.SayMore(output);
        });
    }
}
