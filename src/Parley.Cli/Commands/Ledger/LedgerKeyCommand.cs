using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Ledger;

/// <summary><c>parley ledger key</c>: prints the public keys.</summary>
internal sealed class LedgerKeyCommand : ServerCommand
{
    public LedgerKeyCommand()
        : base("key", "Print the public keys of the ledger") =>
        Takes();

    /// <inheritdoc/>
    public override string Details => """
        One key a line, as 'parley ledger verify --key' takes it, those in use first. Hand it to whoever is to verify, by another way than the evidence.
        With --json also as PEM for other programs, and the key for witnesses.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley ledger key > wexshire.vkey", "parley ledger key --json | jq -r '.keys[0].pem'"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await client.GetAsync("v1/ledger/key", cancellationToken);
        return answer.Show(output, keys =>
        {
            foreach (JsonNode? key in keys["keys"]!.AsArray().OrderBy(k => k!["until"] is null ? 0 : 1))
            {
                output.Line(key!["key"]!.ToString());
            }
        });
    }
}
