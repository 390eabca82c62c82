using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Holds;

/// <summary><c>parley hold list</c>: the legal holds.</summary>
internal sealed class HoldListCommand : ServerCommand
{
    private readonly Option<bool> _all = new("--all") { Description = "List ended holds too" };

    public HoldListCommand()
        : base("list", "List legal holds") =>
        Takes(_all);

    /// <inheritdoc/>
    public override string Details => "Those in force, unless told otherwise.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley hold list", "parley hold list --all --json"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string address = ServerCalls.Address($"v1/holds", ("status", parsed.GetValue(_all) ? "all" : null));
        return (await client.GetAsync(address, cancellationToken)).ShowRows(output, "holds", HoldCommand.Columns);
    }
}
