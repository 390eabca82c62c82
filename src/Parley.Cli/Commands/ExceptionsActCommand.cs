using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary>An act on one exception that needs nothing but its name.</summary>
internal sealed class ExceptionsActCommand : ParleyCommand
{
    private readonly Argument<string> _exception = new("exception") { Description = "The exception" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public ExceptionsActCommand(string name, string description, string details)
        : base(name, description)
    {
        Details = details;
        Examples = [$"parley exceptions {name} e-01hzy3k7w9abc"];
        Arguments.Add(_exception);
        Options.Add(_server);
        Options.Add(_key);
    }

    /// <inheritdoc/>
    public override string Details { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        ServerAnswer answer = await ServerCalls.SendAsync(
            client, HttpMethod.Post, $"v1/exceptions/{Uri.EscapeDataString(parsed.GetRequiredValue(_exception))}/{Name}", [], cancellationToken);
        return Show(output, answer);
    }

    /// <summary>Shows the exception, or the exchange that takes the place of its message.</summary>
    internal static int Show(Output output, ServerAnswer answer) => answer.Text("exchange") is not null && answer.Text("id") is null
        ? ServerCalls.Show(output, answer, null, "exchange", "status")
        : ServerCalls.Show(output, answer, null, ExceptionsCommand.Columns);
}
