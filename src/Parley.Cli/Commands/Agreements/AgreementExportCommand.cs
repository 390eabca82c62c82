using System.CommandLine;
using System.Text;
using Parley.Cli.Input;
using Parley.Engine.Workspace;
using Parley.Cli.Sharing;
using Parley.Engine.Evidence;
using Parley.Engine.Sharing;
using Parley.Engine.Sharing.Export;

namespace Parley.Cli.Commands.Agreements;

/// <summary><c>parley agreement export</c>: an agreement for other programs, or for people to sign.</summary>
internal sealed class AgreementExportCommand : WorkspaceCommand
{
    private readonly Argument<string> _name = new("agreement") { Description = "The agreement" };
    private readonly Option<string> _as = new Option<string>("--as") { Description = "odrl: an ODRL 2.2 policy; page: HTML to print and sign; json: the very bytes that are signed", HelpName = "form", Required = true }
        .AcceptOnlyFromAmong("odrl", "page", "json");

    public AgreementExportCommand()
        : base("export", "Write an agreement as ODRL, as a page for people, or as its signed bytes") =>
        Takes(_name, _as);

    /// <inheritdoc/>
    public override string Details => """
        The page is one file that loads nothing, with every item that the data sharing code of practice asks for and room for signatures by hand.
        json writes the canonical content (RFC 8785) without a line end: its SHA-256 is the agreement's hash, and with it as payload any JWS library
        verifies the signatures beside the agreement.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley agreement export wexshire-northmoor --as page > agreement.html",
        "parley agreement export wexshire-northmoor --as odrl > policy.jsonld",
        "parley agreement export wexshire-northmoor --as json | sha256sum",
    ];

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, WorkspaceInput input, LoadedWorkspace workspace, Output output, CancellationToken cancellationToken)
    {
        AgreementStanding standing = AgreementInput.Find(workspace, parsed.GetValue(_name)!);
        switch (parsed.GetValue(_as))
        {
            case "odrl":
                output.JsonResult(OdrlExport.Write(standing.Agreement, workspace.Dictionary));
                break;
            case "page":
                output.Results.Write(PageExport.Write(standing, workspace, AgreementInput.Today));
                break;
            default:
                output.Results.Write(Encoding.UTF8.GetString(CanonicalJson.Write(standing.Agreement.Content)));
                break;
        }

        return ExitCode.Ok;
    }
}
