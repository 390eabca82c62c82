using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley exceptions discard</c>: sets aside what is not to be sent.</summary>
internal sealed class ExceptionsDiscardCommand : ParleyCommand
{
    private readonly Argument<string> _exception = new("exception") { Description = "The exception" };
    private readonly Option<string> _reason = new("--reason", "-r") { Description = "Why; kept with the exception", HelpName = "text", Required = true };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public ExceptionsDiscardCommand()
        : base("discard", "Set an exception aside: nothing of it is sent")
    {
        Arguments.Add(_exception);
        foreach (Option option in new Option[] { _reason, _server, _key })
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Details => "A held message goes no further, a failed delivery is not tried again. A review, of an emergency say, is ended by it too, with the finding as the reason.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley exceptions discard e-01hzy3k7w9abc --reason \"a test message\""];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        string path = $"v1/exceptions/{Uri.EscapeDataString(parsed.GetRequiredValue(_exception))}/discard";
        ServerAnswer answer = await ServerCalls.SendAsync(client, HttpMethod.Post, path, [("reason", parsed.GetRequiredValue(_reason))], cancellationToken);
        return ServerCalls.Show(output, answer, null, ExceptionsCommand.Columns);
    }
}
