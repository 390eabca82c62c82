using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley exceptions sample</c>: looks again at what others resolved.</summary>
internal sealed class ExceptionsSampleCommand : ParleyCommand
{
    private readonly Argument<string?> _exception = new("exception") { Description = "The exception that was looked at; without one those that wait are listed", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _agree = new("--agree") { Description = "It was resolved rightly" };
    private readonly Option<bool> _disagree = new("--disagree") { Description = "It was not: it is opened again" };
    private readonly Option<string?> _reason = new("--reason", "-r") { Description = "Why; kept with the exception", HelpName = "text" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public ExceptionsSampleCommand()
        : base("sample", "Look again at exceptions that others have resolved")
    {
        Arguments.Add(_exception);
        foreach (Option option in new Option[] { _agree, _disagree, _reason, _server, _key })
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Details => "Which are drawn, desk.yaml gives the rate of; it cannot be foreseen, and is the same each time. Needs the right supervise; nobody judges what he or she resolved.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
        ["parley exceptions sample", "parley exceptions sample e-01hzy3k7w9abc --agree --reason \"checked against the recording\""];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        if (parsed.GetValue(_exception) is not string exception)
        {
            return ServerCalls.Show(output, await client.GetAsync("v1/exceptions/samples", cancellationToken), "exceptions", "id", "status", "resolved", "resolvedBy", "source", "code", "what");
        }

        bool agrees = parsed.GetValue(_agree);
        if (agrees == parsed.GetValue(_disagree))
        {
            throw new UsageException("say either --agree or --disagree");
        }

        JsonObject body = new() { ["agrees"] = agrees, ["reason"] = parsed.GetValue(_reason) ?? throw new UsageException("--reason is needed: a finding is kept with one") };
        ServerAnswer answer = await ServerCalls.SendObjectAsync(client, HttpMethod.Post, $"v1/exceptions/{Uri.EscapeDataString(exception)}/sample", body, cancellationToken);
        return ServerCalls.Show(output, answer, null, ExceptionsCommand.Columns);
    }
}
