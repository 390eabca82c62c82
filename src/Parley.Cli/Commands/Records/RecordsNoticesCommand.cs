using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Records;

/// <summary><c>parley records notices</c>: who was told what, and who has confirmed it.</summary>
internal sealed class RecordsNoticesCommand : ServerCommand
{
    private readonly Option<string?> _status = new("--status") { Description = "Only those that are open, confirmed, refused or late", HelpName = "status" };

    public RecordsNoticesCommand()
        : base("notices", "List who was told of a correction, withdrawal or erasure, and who has confirmed") =>
        Takes(_status);

    /// <inheritdoc/>
    public override string Details => "A notice by the channel 'task' waits for a person, who confirms it by 'parley records confirm'.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley records notices --status late"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken) =>
        (await client.GetAsync(ServerCalls.Address($"v1/notices", ("status", parsed.GetValue(_status))), cancellationToken))
            .ShowRows(output, "notices", RecordsCommand.NoticeColumns);
}
