using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Media;

/// <summary><c>parley media show</c>: what is known of an object.</summary>
internal sealed class MediaShowCommand : ServerCommand
{
    private static readonly string[] s_members = ["id", "system", "state", "type", "size", "fileName", "takenAt", "record", "completed", "verdict", "sha256"];

    private readonly Argument<string> _id = new("id") { Description = "The object" };
    private readonly Option<string?> _purpose = CommonOptions.Purpose("objects");
    private readonly Option<string?> _reason = CommonOptions.ReasonToRead();

    public MediaShowCommand()
        : base("show", "Show what is known of an object, without its bytes") =>
        Takes(_id, _purpose, _reason);

    /// <inheritdoc/>
    public override string Details => "Its type, size, SHA-256, state and what the scanner said. That it was looked up is in the ledger.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley media show o-01hzy3k7w9abc --json"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string address = ServerCalls.Address($"v1/media/{parsed.GetRequiredValue(_id)}/description");
        ServerAnswer answer = await client.GetAsync(address, new StatedReason(parsed.GetValue(_purpose), parsed.GetValue(_reason)), cancellationToken);
        return answer.ShowMembers(output, s_members);
    }
}
