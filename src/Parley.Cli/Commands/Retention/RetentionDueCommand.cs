using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Retention;

/// <summary><c>parley retention due</c>: the reviews that wait for a person.</summary>
internal sealed class RetentionDueCommand : ServerCommand
{
    private readonly Option<bool> _all = new("--all") { Description = "Show decided reviews too" };

    public RetentionDueCommand()
        : base("due", "List the reviews that wait for a person") =>
        Takes(_all);

    /// <inheritdoc/>
    public override string Details => "Content comes up for review when its period under a rule has ended.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley retention due", "parley retention due --all --json"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken) =>
        (await client.GetAsync(ServerCalls.Address($"v1/reviews", ("status", parsed.GetValue(_all) ? "all" : null)), cancellationToken))
            .ShowRows(output, "reviews", RetentionCommand.Columns);
}
