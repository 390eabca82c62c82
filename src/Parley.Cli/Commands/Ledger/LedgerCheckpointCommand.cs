using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Ledger;

/// <summary><c>parley ledger checkpoint</c>: prints the last checkpoint.</summary>
internal sealed class LedgerCheckpointCommand : ServerCommand
{
    public LedgerCheckpointCommand()
        : base("checkpoint", "Print the last checkpoint, to be kept elsewhere") =>
        Takes();

    /// <inheritdoc/>
    public override string Details => """
        A checkpoint kept where the installation's keeper cannot reach it is what makes a rolled back or forked history found later:
        'parley ledger verify --checkpoint FILE'.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley ledger checkpoint > $(date +%F).txt"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await client.GetAsync("v1/ledger/checkpoint", cancellationToken);
        if (answer.Status != 200)
        {
            return answer.Report(output);
        }

        if (output.Json)
        {
            output.JsonResult(new JsonObject { ["checkpoint"] = answer.Body });
        }
        else
        {
            await output.Results.WriteAsync(answer.Body);
        }

        return ExitCode.Ok;
    }
}
