using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley ledger key</c>: prints the public keys.</summary>
internal sealed class LedgerKeyCommand : ParleyCommand
{
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public LedgerKeyCommand()
        : base("key", "Print the public keys of the ledger")
    {
        Options.Add(_server);
        Options.Add(_key);
    }

    /// <inheritdoc/>
    public override string Details => """
        One key a line, as 'parley ledger verify --key' takes it, those in use first. Hand it to whoever is to verify, by another way than the evidence.
        With --json also as PEM for other programs, and the key for witnesses.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley ledger key > wexshire.vkey", "parley ledger key --json | jq -r '.keys[0].pem'"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        ServerAnswer answer = await client.GetAsync("v1/ledger/key", cancellationToken);
        if (!answer.IsGood)
        {
            return answer.Report(output);
        }

        if (output.Json)
        {
            output.JsonResult(answer.Json!);
            return ExitCode.Ok;
        }

        foreach (JsonNode? key in answer.Json!["keys"]!.AsArray().OrderBy(k => k!["until"] is null ? 0 : 1))
        {
            output.Line(key!["key"]!.ToString());
        }

        return ExitCode.Ok;
    }
}
