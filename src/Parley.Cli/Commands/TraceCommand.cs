using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Cli.Tracing;

namespace Parley.Cli.Commands;

/// <summary><c>parley trace</c>: shows what became of a message.</summary>
internal sealed class TraceCommand : ServerCommand
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(300);

    private readonly Argument<string> _exchange = new("exchange") { Description = "The exchange, as 'parley send' or the API named it" };
    private readonly Option<bool> _follow = new("--follow", "-f") { Description = "Go on until nothing more is to be delivered" };
    private readonly Option<bool> _content = new("--content", "-c") { Description = "Show the messages too, as received and as sent" };
    private readonly Option<string?> _reason = CommonOptions.ReasonToRead();

    public TraceCommand()
        : base("trace", "Show what became of a message, as a timeline") =>
        Takes(_exchange, _follow, _content, _reason);

    /// <inheritdoc/>
    public override string Details => """
        Shows every stage with its time (UTC): received, translated, recorded, each attempt at each recipient, replies, and exceptions with what to do.
        A system's key sees that system's own exchanges, an operator's key all; a person's token those of the person's organisation, and of others' what
        was delivered to it. The exit code is 1 when the message was refused, is held, or could not be delivered to every recipient.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley trace x-01hzy3k7w9abc",
        "parley trace x-01hzy3k7w9abc --follow",
        "parley trace x-01hzy3k7w9abc --content",
        "parley trace x-01hzy3k7w9abc --json | jq '.deliveries[].status'",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string path = ServerCalls.Address($"v1/exchanges/{parsed.GetRequiredValue(_exchange)}");
        StatedReason why = new(null, parsed.GetValue(_reason));
        ServerAnswer answer = await client.GetAsync(path, why, cancellationToken);
        TimelinePrinter printer = new(output);
        while (answer.IsGood)
        {
            bool isLast = !parsed.GetValue(_follow) || answer.Text("status") != "delivering";
            if (!output.Json)
            {
                printer.Print(answer.Json!);
            }

            if (isLast)
            {
                End(answer.Json!, parsed.GetValue(_content), printer, output);
                return answer.Text("status") is "failed" or "held" or "refused" ? ExitCode.Faults : ExitCode.Ok;
            }

            await Task.Delay(AskEvery, cancellationToken);
            answer = await client.GetAsync(path, why, cancellationToken);
        }

        return answer.Report(output);
    }

    private static void End(JsonNode exchange, bool withContent, TimelinePrinter printer, Output output)
    {
        if (output.Json)
        {
            output.JsonResult(exchange);
            return;
        }

        printer.End(exchange);
        if (withContent)
        {
            printer.Content(exchange);
        }
    }
}
