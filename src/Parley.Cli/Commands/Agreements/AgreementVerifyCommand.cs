using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Engine.Workspace;
using Parley.Cli.Sharing;
using Parley.Engine.Sharing;

namespace Parley.Cli.Commands.Agreements;

/// <summary><c>parley agreement verify</c>: who signed what with which key.</summary>
internal sealed class AgreementVerifyCommand : WorkspaceCommand
{
    private readonly Argument<string[]> _names = new("agreement") { Description = "The agreements; all when none is named", Arity = ArgumentArity.ZeroOrMore };

    public AgreementVerifyCommand()
        : base("verify", "Verify the signatures of agreements, party by party") =>
        Takes(_names);

    /// <inheritdoc/>
    public override string Details => """
        Says for each party whether it signed the present text, with which key, on which day, over which hash; and if a signature does not count, why.
        Ends with 1 unless every agreement is signed by all its parties.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley agreement verify",
        "parley agreement verify wexshire-northmoor --json",
    ];

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, WorkspaceInput input, LoadedWorkspace workspace, Output output, CancellationToken cancellationToken)
    {
        IReadOnlyList<AgreementStanding> standings = AgreementInput.Select(workspace, parsed.GetValue(_names) ?? []);
        if (output.Json)
        {
            output.JsonResult(new JsonArray([.. standings.Select(s => (JsonNode)new JsonObject
            {
                ["agreement"] = s.Agreement.Id,
                ["hash"] = s.Agreement.Hash,
                ["verified"] = s.Missing.Count == 0,
                ["parties"] = new JsonArray([.. AgreementPrinter.Signatures(s)]),
            })]));
        }
        else
        {
            foreach (AgreementStanding standing in standings)
            {
                Print(standing, output);
            }
        }

        return standings.All(s => s.Missing.Count == 0) ? ExitCode.Ok : ExitCode.Faults;
    }

    private static void Print(AgreementStanding standing, Output output)
    {
        output.Line($"{output.Bold(standing.Agreement.Id)}: text {standing.Agreement.Hash}");
        foreach (JsonObject row in AgreementPrinter.Signatures(standing))
        {
            string who = $"  {row["organisation"]}: ";
            output.Line((string?)row["signed"] switch
            {
                "yes" => $"{who}{output.Green("signed")} with the key {row["key"]} on {row["day"]} over {row["hash"]}",
                "no" => $"{who}{output.Yellow("not signed")}",
                _ => $"{who}{output.Red("refused")} {row["code"]}: {row["message"]}",
            });
        }
    }
}
