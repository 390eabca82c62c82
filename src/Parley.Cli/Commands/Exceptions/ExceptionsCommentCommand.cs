using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Exceptions;

/// <summary><c>parley exceptions comment</c>: says something of an exception.</summary>
internal sealed class ExceptionsCommentCommand : ServerCommand
{
    private readonly Argument<string> _exception = new("exception") { Description = "The exception" };
    private readonly Argument<string> _text = new("text") { Description = "What is to be said, up to 1000 characters" };

    public ExceptionsCommentCommand()
        : base("comment", "Say something of an exception") =>
        Takes(_exception, _text);

    /// <inheritdoc/>
    public override string Details => "It stands in the exception's history, is sealed as the message is, and is seen by who may see the message. Nobody needs to hold the exception for it.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley exceptions comment e-01hzy3k7w9abc \"asked the control room, they ring back at ten\""];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await client.PostAsync(
            ServerCalls.Address($"v1/exceptions/{parsed.GetRequiredValue(_exception)}/comments"), ServerCalls.Body(("text", parsed.GetRequiredValue(_text))), cancellationToken);
        return answer.ShowRow(output, "at", "by", "kind", "text");
    }
}
