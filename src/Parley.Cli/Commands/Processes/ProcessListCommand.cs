using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Processes;

/// <summary><c>parley process list</c>: instances on a server.</summary>
internal sealed class ProcessListCommand : ServerCommand
{
    /// <summary>What is shown of an instance.</summary>
    public static readonly string[] Columns = ["instance", "process", "version", "status", "started", "changed"];

    private readonly Option<string?> _process = new("--process") { Description = "Only instances of this process", HelpName = "name" };
    private readonly Option<string?> _status = new("--status") { Description = "Only of this status: running, waiting, suspended, cancelled, faulted, completed, parked", HelpName = "status" };
    private readonly Option<string?> _after = CommonOptions.After("instance");

    public ProcessListCommand()
        : base("list", "List instances of processes on a server, new to old") =>
        Takes(_process, _status, _after);

    /// <inheritdoc/>
    public override string Details => """
        An instance that is parked was put aside because what came for it made its step fail: 'parley process resume' tries again. Needs an operator's key.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley process list --status faulted", "parley process list --process arrest-to-file --json"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        string address = ServerCalls.Address(
            $"v1/processes/instances", ("process", parsed.GetValue(_process)), ("status", parsed.GetValue(_status)), ("after", parsed.GetValue(_after)));
        return (await client.GetAsync(address, cancellationToken)).ShowRows(output, "instances", Columns);
    }
}
