using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley deliveries</c>: what a system or an organisation was given.</summary>
internal sealed class DeliveriesCommand : ParleyCommand
{
    private static readonly string[] Columns = ["id", "recipient", "type", "status", "delivered", "purpose"];

    private readonly Argument<string?> _delivery = new("delivery") { Description = "One delivery: print the message as it arrived", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _system = new("--system") { Description = "Only what arrived at this system", HelpName = "system" };
    private readonly Option<string?> _state = new("--state") { Description = "Only what ended so: delivered or reply-held", HelpName = "state" };
    private readonly Option<string?> _since = new("--since") { Description = "Only what arrived at or after this moment", HelpName = "time" };
    private readonly Option<string?> _after = new("--after") { Description = "The next page: what 'next' of the page before said", HelpName = "delivery" };
    private readonly Option<int?> _limit = new("--limit") { Description = "The most rows, 1 to 500", HelpName = "n" };
    private readonly Option<string?> _reason = CommonOptions.Reason();
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public DeliveriesCommand()
        : base("deliveries", "List what a system or an organisation was given, or show one message")
    {
        Arguments.Add(_delivery);
        foreach (Option option in new Option[] { _system, _state, _since, _after, _limit, _reason, _server, _key })
        {
            Options.Add(option);
        }
    }

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
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        if (parsed.GetValue(_delivery) is string delivery)
        {
            ServerAnswer one = await client.GetAsync($"v1/deliveries/{Uri.EscapeDataString(delivery)}", parsed.GetValue(_reason), cancellationToken);
            if (!one.IsGood || output.Json)
            {
                return ServerCalls.Show(output, one, null, Columns);
            }

            output.Line((one.Text("body") ?? one.Text("bodyBase64") ?? "").TrimEnd());
            return ExitCode.Ok;
        }

        (string Name, string? Value)[] query =
        [
            ("system", parsed.GetValue(_system)),
            ("state", parsed.GetValue(_state)),
            ("since", parsed.GetValue(_since)),
            ("after", parsed.GetValue(_after)),
            ("limit", parsed.GetValue(_limit)?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ];
        string path = "v1/deliveries?" + string.Join('&', query.Where(q => q.Value is not null).Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value!)}"));
        ServerAnswer answer = await client.GetAsync(path.TrimEnd('?'), cancellationToken);
        int exit = ServerCalls.Show(output, answer, "deliveries", Columns);
        if (answer.IsGood && !output.Json && answer.Text("next") is string next)
        {
            output.Note($"more: --after {next}");
        }

        return exit;
    }
}
