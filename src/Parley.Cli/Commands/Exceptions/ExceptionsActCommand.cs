using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Exceptions;

/// <summary>An act on one exception that needs nothing but its name.</summary>
internal sealed class ExceptionsActCommand : ServerCommand
{
    private readonly Argument<string> _exception = new("exception") { Description = "The exception" };

    public ExceptionsActCommand(string name, string description, string details)
        : base(name, description)
    {
        Details = details;
        Examples = [$"parley exceptions {name} e-01hzy3k7w9abc"];
        Takes(_exception);
    }

    /// <inheritdoc/>
    public override string Details { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await client.PostAsync(ServerCalls.Address($"v1/exceptions/{parsed.GetRequiredValue(_exception)}/{Name}"), [], cancellationToken);
        return Show(output, answer);
    }

    /// <summary>Shows the exception, or the exchange that takes the place of its message.</summary>
    internal static int Show(Output output, ServerAnswer answer) => answer.Text("exchange") is not null && answer.Text("id") is null
        ? answer.ShowRow(output, "exchange", "status")
        : answer.ShowRow(output, ExceptionsCommand.Columns);
}
