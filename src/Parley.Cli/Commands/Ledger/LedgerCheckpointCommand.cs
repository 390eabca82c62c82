using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Ledger;

/// <summary><c>parley ledger checkpoint</c>: prints the last checkpoint.</summary>
internal sealed class LedgerCheckpointCommand : ServerCommand
{
    private readonly Option<string?> _witnessed = new("--witnessed") { Description = "The last that this installation has co-signed of another's ledger, by its origin", HelpName = "origin" };

    public LedgerCheckpointCommand()
        : base("checkpoint", "Print the last checkpoint, to be kept elsewhere") =>
        Takes(_witnessed);

    /// <inheritdoc/>
    public override string Details => """
        A checkpoint kept where the installation's keeper cannot reach it is what makes a rolled back or forked history found later:
        'parley ledger verify --checkpoint FILE'. Of a witness, --witnessed gives what it has seen of the other ledger.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley ledger checkpoint > $(date +%F).txt",
        "parley ledger checkpoint --witnessed parley/wexshire > seen.txt",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await client.GetAsync(ServerCalls.Address($"v1/ledger/checkpoint", ("origin", parsed.GetValue(_witnessed))), cancellationToken);
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
