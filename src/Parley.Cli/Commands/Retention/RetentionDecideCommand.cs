using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Retention;

/// <summary><c>parley retention decide</c>: keeps content until its next review, or erases it.</summary>
internal sealed class RetentionDecideCommand : ServerCommand
{
    private readonly Argument<string> _review = new("review") { Description = "The review" };
    private readonly Argument<string> _decision = new Argument<string>("decision") { Description = "keep or erase" }.AcceptOnlyFromAmong("keep", "erase");
    private readonly Option<string?> _next = new("--next") { Description = "When kept content comes up again; the rule says so otherwise", HelpName = "date" };
    private readonly Option<string> _reason = CommonOptions.RequiredReason("Why; kept with the review and in the ledger");

    public RetentionDecideCommand()
        : base("decide", "Keep content until its next review, or erase it") =>
        Takes(_review, _decision, _next, _reason);

    /// <inheritdoc/>
    public override string Details => "Needs a key with the right over records. A legal hold forbids erasing.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley retention decide r-01hzy3k7w9abc keep --reason \"appeal pending\" --next 2031-01-01",
        "parley retention decide r-01hzy3k7w9abc erase --reason \"no policing purpose left\"",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await client.PostAsync(
            ServerCalls.Address($"v1/reviews/{parsed.GetRequiredValue(_review)}"),
            ServerCalls.Body(("decision", parsed.GetRequiredValue(_decision)), ("reason", parsed.GetRequiredValue(_reason)), ("nextReview", parsed.GetValue(_next))),
            cancellationToken);
        return answer.ShowRow(output, RetentionCommand.Columns);
    }
}
