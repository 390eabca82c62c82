using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley process list</c>: instances on a server.</summary>
internal sealed class ProcessListCommand : ParleyCommand
{
    /// <summary>What is shown of an instance.</summary>
    public static readonly string[] Columns = ["instance", "process", "version", "status", "started", "changed"];

    private readonly Option<string?> _process = new("--process") { Description = "Only instances of this process", HelpName = "name" };
    private readonly Option<string?> _status = new("--status") { Description = "Only of this status: running, waiting, suspended, cancelled, faulted, completed, parked", HelpName = "status" };
    private readonly Option<string?> _after = new("--after") { Description = "The 'next' of the page before", HelpName = "instance" };
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public ProcessListCommand()
        : base("list", "List instances of processes on a server, new to old")
    {
        foreach (Option option in new Option[] { _process, _status, _after, _server, _key })
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Details => """
        An instance that is parked was put aside because what came for it made its step fail: 'parley process resume' tries again. Needs an operator's key.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley process list --status faulted", "parley process list --process arrest-to-file --json"];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        (string, string?)[] wanted = [("process", parsed.GetValue(_process)), ("status", parsed.GetValue(_status)), ("after", parsed.GetValue(_after))];
        string query = string.Join('&', wanted.Where(w => w.Item2 is not null).Select(w => $"{w.Item1}={Uri.EscapeDataString(w.Item2!)}"));
        return ServerCalls.ShowPage(output, await client.GetAsync("v1/processes/instances?" + query, cancellationToken), "instances", Columns);
    }
}
