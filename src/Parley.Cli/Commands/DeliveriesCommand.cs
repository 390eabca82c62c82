using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley deliveries</c>: what a system or an organisation was given.</summary>
internal sealed class DeliveriesCommand : ServerCommand
{
    private static readonly string[] s_columns = ["id", "recipient", "type", "status", "delivered", "purpose"];

    private readonly Argument<string?> _delivery = new("delivery") { Description = "One delivery: print the message as it arrived", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _system = new("--system") { Description = "Only what arrived at this system", HelpName = "system" };
    private readonly Option<string?> _state = new("--state") { Description = "Only what ended so: delivered or reply-held", HelpName = "state" };
    private readonly Option<string?> _since = new("--since") { Description = "Only what arrived at or after this moment", HelpName = "time" };
    private readonly Option<string?> _after = CommonOptions.After("delivery");
    private readonly Option<int?> _limit = CommonOptions.Limit();
    private readonly Option<string?> _reason = CommonOptions.ReasonToRead();

    public DeliveriesCommand()
        : base("deliveries", "List what a system or an organisation was given, or show one message") =>
        Takes(_delivery, _system, _state, _since, _after, _limit, _reason);

    /// <inheritdoc/>
    public override string Details => """
        A system's key lists what arrived at that system, another key what arrived at the systems of its organisation, new to old. What an agreement let
        through that no longer stands is not there, nor what its owner has withdrawn or erased. With a delivery the message itself is printed, as it
        arrived; that is put into the ledger with the reason.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley deliveries",
        "parley deliveries --system cornerstone --since 2026-11-01T00:00:00Z",
        "parley deliveries d-01hzy3k7w9abc-1 --reason \"linked burglaries\"",
        "parley deliveries --json | jq -r '.deliveries[].exchange'",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_delivery) is string delivery)
        {
            ServerAnswer one = await client.GetAsync(ServerCalls.Address($"v1/deliveries/{delivery}"), new StatedReason(null, parsed.GetValue(_reason)), cancellationToken);
            return one.Show(output, message => output.Line((message["body"] ?? message["bodyBase64"])?.ToString().TrimEnd() ?? ""));
        }

        string address = ServerCalls.Address(
            $"v1/deliveries",
            ("system", parsed.GetValue(_system)),
            ("state", parsed.GetValue(_state)),
            ("since", parsed.GetValue(_since)),
            ("after", parsed.GetValue(_after)),
            ("limit", parsed.GetValue(_limit)));
        return (await client.GetAsync(address, cancellationToken)).ShowRows(output, "deliveries", s_columns);
    }
}
