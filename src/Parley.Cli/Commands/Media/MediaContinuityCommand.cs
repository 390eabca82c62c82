using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Media;

/// <summary><c>parley media continuity</c>: who has handled an object.</summary>
internal sealed class MediaContinuityCommand : ServerCommand
{
    private static readonly string[] s_columns = ["number", "at", "outcome", "actor", "onBehalfOf", "organisation", "purpose", "reason"];

    private readonly Argument<string> _id = new("id") { Description = "The object" };

    public MediaContinuityCommand()
        : base("continuity", "Show who has handled an object, when and why") =>
        Takes(_id);

    /// <inheritdoc/>
    public override string Details => "Every entry of the ledger about the object, old to new; for its owner. It stays when the object is erased.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley media continuity o-01hzy3k7w9abc"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await client.GetAsync(ServerCalls.Address($"v1/media/{parsed.GetRequiredValue(_id)}/continuity"), cancellationToken);
        return answer.ShowRows(output, "entries", s_columns);
    }
}
