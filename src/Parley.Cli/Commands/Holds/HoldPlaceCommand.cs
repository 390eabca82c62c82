using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Holds;

/// <summary><c>parley hold place</c>: keeps what is not to be erased.</summary>
internal sealed class HoldPlaceCommand : ServerCommand
{
    private readonly Option<string?> _exchange = new("--exchange") { Description = "Hold this exchange", HelpName = "id" };
    private readonly Option<string?> _reference = new("--reference") { Description = "Hold everything with this reference", HelpName = "text" };
    private readonly Option<string?> _type = new("--type") { Description = "With --reference: only subjects of this record type", HelpName = "type" };
    private readonly Option<string> _reason = CommonOptions.RequiredReason();

    public HoldPlaceCommand()
        : base("place", "Place a legal hold on an exchange, or on all with a reference") =>
        Takes(_exchange, _reference, _type, _reason);

    /// <inheritdoc/>
    public override string Details => "On an exchange; on everything with a reference; or, of that, on subjects of one record type.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
        ["parley hold place --reference WX-20260301-0042 --reason \"CPIA: trial pending\"", "parley hold place --exchange x-01hzy3k7w9abc --reason \"disclosure requested\""];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        JsonObject body = ServerCalls.Body(
            ("exchange", parsed.GetValue(_exchange)), ("reference", parsed.GetValue(_reference)), ("type", parsed.GetValue(_type)), ("reason", parsed.GetRequiredValue(_reason)));
        return (await client.PostAsync("v1/holds", body, cancellationToken)).ShowRow(output, HoldCommand.Columns);
    }
}
