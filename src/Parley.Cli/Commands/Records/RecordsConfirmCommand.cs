using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Records;

/// <summary><c>parley records confirm</c>: says that a recipient has done what a notice asks.</summary>
internal sealed class RecordsConfirmCommand : ServerCommand
{
    private readonly Argument<string> _id = new("notice") { Description = "The notice" };

    public RecordsConfirmCommand()
        : base("confirm", "Confirm that a recipient has done what a notice asks") =>
        Takes(_id);

    /// <inheritdoc/>
    public override string Details => "For recipients whose system does not answer notices itself.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley records confirm n-01hzy3k7w9abc"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken) =>
        (await client.PostAsync(ServerCalls.Address($"v1/notices/{parsed.GetRequiredValue(_id)}/confirm"), [], cancellationToken)).ShowRow(output, RecordsCommand.NoticeColumns);
}
