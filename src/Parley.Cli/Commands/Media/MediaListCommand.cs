using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Media;

/// <summary><c>parley media list</c>: the objects of a record, or of a system.</summary>
internal sealed class MediaListCommand : ServerCommand
{
    private static readonly string[] s_columns = ["id", "state", "type", "size", "fileName", "completed", "sha256"];

    private readonly Option<string?> _record = new("--record") { Description = "The record whose objects are listed, as far as you may see them", HelpName = "id" };
    private readonly Option<string?> _system = new("--system") { Description = "For people and operators: the system whose objects are listed", HelpName = "system" };
    private readonly Option<string?> _purpose = CommonOptions.Purpose();
    private readonly Option<string?> _reason = CommonOptions.ReasonToRead();

    public MediaListCommand()
        : base("list", "List the objects of a record, or those that a system has uploaded") =>
        Takes(_record, _system, _purpose, _reason);

    /// <inheritdoc/>
    public override string Details => "With --record, those it refers to and those attached to it; otherwise the system's newest 50, in whatever state they are.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley media list --record k-01hzy3k7w9abc --purpose investigation"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string address = parsed.GetValue(_record) is { } record
            ? ServerCalls.Address($"v1/records/{record}/media")
            : ServerCalls.Address($"v1/media", ("system", parsed.GetValue(_system)));
        ServerAnswer answer = await client.GetAsync(address, new StatedReason(parsed.GetValue(_purpose), parsed.GetValue(_reason)), cancellationToken);
        return answer.ShowRows(output, "objects", s_columns);
    }
}
