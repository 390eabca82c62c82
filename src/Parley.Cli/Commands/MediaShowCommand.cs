using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley media show</c>: what is known of an object.</summary>
internal sealed class MediaShowCommand : ParleyCommand
{
    private static readonly string[] Columns = ["id", "system", "state", "type", "size", "fileName", "takenAt", "record", "completed", "verdict", "sha256"];

    private readonly Argument<string> _id = new("id") { Description = "The object" };
    private readonly Option<string?> _purpose = new("--purpose") { Description = "What for; needed for other organisations' objects", HelpName = "code" };
    private readonly Option<string?> _reason = CommonOptions.Reason();
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public MediaShowCommand()
        : base("show", "Show what is known of an object, without its bytes")
    {
        Arguments.Add(_id);
        foreach (Option option in (Option[])[_purpose, _reason, _server, _key])
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Details => "Its type, size, SHA-256, state and what the scanner said. That it was looked up is in the ledger.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley media show o-01hzy3k7w9abc --json"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        using HttpRequestMessage request = MediaRequests.Get(
            $"v1/media/{Uri.EscapeDataString(parsed.GetRequiredValue(_id))}/description", parsed.GetValue(_purpose), parsed.GetValue(_reason));
        return ServerCalls.Show(output, await client.SendAsync(request, cancellationToken), null, Columns);
    }
}
