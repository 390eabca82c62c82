using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley exceptions comment</c>: says something of an exception.</summary>
internal sealed class ExceptionsCommentCommand : ParleyCommand
{
    private readonly Argument<string> _exception = new("exception") { Description = "The exception" };
    private readonly Argument<string> _text = new("text") { Description = "What is to be said, up to 1000 characters" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public ExceptionsCommentCommand()
        : base("comment", "Say something of an exception")
    {
        Arguments.Add(_exception);
        Arguments.Add(_text);
        Options.Add(_server);
        Options.Add(_key);
    }

    /// <inheritdoc/>
    public override string Details => "It stands in the exception's history, is sealed as the message is, and is seen by who may see the message. Nobody needs to hold the exception for it.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley exceptions comment e-01hzy3k7w9abc \"asked the control room, they ring back at ten\""];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        string path = $"v1/exceptions/{Uri.EscapeDataString(parsed.GetRequiredValue(_exception))}/comments";
        ServerAnswer answer = await ServerCalls.SendAsync(client, HttpMethod.Post, path, [("text", parsed.GetRequiredValue(_text))], cancellationToken);
        return ServerCalls.Show(output, answer, null, "at", "by", "kind", "text");
    }
}
