using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley media continuity</c>: who has handled an object.</summary>
internal sealed class MediaContinuityCommand : ParleyCommand
{
    private static readonly string[] Columns = ["number", "at", "outcome", "actor", "onBehalfOf", "organisation", "purpose", "reason"];

    private readonly Argument<string> _id = new("id") { Description = "The object" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public MediaContinuityCommand()
        : base("continuity", "Show who has handled an object, when and why")
    {
        Arguments.Add(_id);
        Options.Add(_server);
        Options.Add(_key);
    }

    /// <inheritdoc/>
    public override string Details => "Every entry of the ledger about the object, old to new; for its owner. It stays when the object is erased.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley media continuity o-01hzy3k7w9abc"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        return ServerCalls.Show(
            output, await client.GetAsync($"v1/media/{Uri.EscapeDataString(parsed.GetRequiredValue(_id))}/continuity", cancellationToken), "entries", Columns);
    }
}
