using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Exceptions;

/// <summary><c>parley exceptions sample</c>: looks again at what others resolved.</summary>
internal sealed class ExceptionsSampleCommand : ServerCommand
{
    private readonly Argument<string?> _exception = new("exception") { Description = "The exception that was looked at; without one those that wait are listed", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _agree = new("--agree") { Description = "It was resolved rightly" };
    private readonly Option<bool> _disagree = new("--disagree") { Description = "It was not: it is opened again" };
    private readonly Option<string?> _reason = CommonOptions.Reason("Why; kept with the exception");

    public ExceptionsSampleCommand()
        : base("sample", "Look again at exceptions that others have resolved") =>
        Takes(_exception, _agree, _disagree, _reason);

    /// <inheritdoc/>
    public override string Details => "Which are drawn, desk.yaml gives the rate of; it cannot be foreseen, and is the same each time. Needs the right supervise; nobody judges what he or she resolved.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
        ["parley exceptions sample", "parley exceptions sample e-01hzy3k7w9abc --agree --reason \"checked against the recording\""];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_exception) is not string exception)
        {
            ServerAnswer waiting = await client.GetAsync("v1/exceptions/samples", cancellationToken);
            return waiting.ShowRows(output, "exceptions", "id", "status", "resolved", "resolvedBy", "source", "code", "what");
        }

        bool agrees = parsed.GetValue(_agree);
        if (agrees == parsed.GetValue(_disagree))
        {
            throw new UsageException("say either --agree or --disagree");
        }

        string reason = parsed.GetValue(_reason) ?? throw new UsageException("--reason is needed: a finding is kept with one");
        ServerAnswer answer = await client.PostAsync(
            ServerCalls.Address($"v1/exceptions/{exception}/sample"), ServerCalls.Body(("agrees", agrees), ("reason", reason)), cancellationToken);
        return answer.ShowRow(output, ExceptionsCommand.Columns);
    }
}
