using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Records;

/// <summary><c>parley records correct</c>: puts a corrected message in the place of one that was exchanged.</summary>
internal sealed class RecordsCorrectCommand : ServerCommand
{
    private readonly Argument<string> _id = new("exchange") { Description = "The exchange" };
    private readonly Option<string> _file = new("--file", "-f") { Description = "The corrected message", HelpName = "file", Required = true };
    private readonly Option<string> _reason = CommonOptions.RequiredReason();

    public RecordsCorrectCommand()
        : base("correct", "Put a corrected message in the place of one that was exchanged") =>
        Takes(_id, _file, _reason);

    /// <inheritdoc/>
    public override string Details => "The whole message, in its system's own language. It takes the place of the first, and goes to those who were given the first.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley records correct x-01hzy3k7w9abc --file corrected.json --reason \"wrong date\""];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string address = ServerCalls.Address($"v1/exchanges/{parsed.GetRequiredValue(_id)}/correct", ("reason", parsed.GetRequiredValue(_reason)));
        byte[] corrected = await InputFile.BytesAsync(parsed.GetRequiredValue(_file), cancellationToken);
        return (await client.PostBytesAsync(address, corrected, cancellationToken)).ShowRows(output, "notices", RecordsCommand.NoticeColumns);
    }
}
