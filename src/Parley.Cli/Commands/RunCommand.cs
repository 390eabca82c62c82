using System.CommandLine;
using Parley.Cli.Input;
using Parley.Engine.Issues;
using Parley.Server;

namespace Parley.Cli.Commands;

/// <summary><c>parley run</c>: serves a workspace.</summary>
internal sealed class RunCommand : ParleyCommand
{
    private readonly Argument<string?> _workspace = CommonOptions.WorkspaceArgument();
    private readonly Option<string?> _listen = new("--listen", "-l") { Description = "The address to listen on instead of the workspace's", HelpName = "url" };

    public RunCommand()
        : base("run", "Serve a workspace until told to stop") =>
        Takes(_workspace, _listen);

    /// <inheritdoc/>
    public override string Details => """
        Reads the workspace with the environment's values for ${NAME}, refuses to start when it has faults, and then takes in, translates and delivers
        messages. SIGTERM or Ctrl+C lets what is under way finish; SIGHUP reads the workspace anew and keeps the one in use when the new one has faults.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley run                                     the workspace around the current folder",
        "parley run wexshire --listen http://0.0.0.0:80",
        "kill -HUP $(pidof parley)                      take changed files into use",
    ];

    /// <inheritdoc/>
    public override bool OwnsSignals => true;

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_listen) is string listen && !(Uri.TryCreate(listen, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"))
        {
            throw new UsageException($"--listen wants an address such as http://127.0.0.1:7300, not {listen}");
        }

        string root = WorkspaceInput.Locate(parsed.GetValue(_workspace));
        WorkspaceInput input = WorkspaceInput.Read(root, withSamples: false, Environment.GetEnvironmentVariable);
        new IssuePrinter(output, output.Notes).Print(input.Issues.Where(i => i.Severity != Severity.Info), input.Lines);
        if (input.Workspace is null)
        {
            output.Note($"parley: the workspace {root} has faults: {IssuePrinter.Count(input.Issues)}; not started");
            return ExitCode.Faults;
        }

        ServerOptions options = new()
        {
            Workspace = input.Workspace,
            Root = root,
            Listen = parsed.GetValue(_listen),
            Reload = _ => Task.FromResult(Reload(root)),
        };
        try
        {
            return await ParleyServer.RunAsync(options, cancellationToken);
        }
        catch (ServerStartException fault)
        {
            output.Note($"parley: {fault.Message}");
            return ExitCode.Unreachable;
        }
    }

    private static ReloadedWorkspace Reload(string root)
    {
        WorkspaceInput input = WorkspaceInput.Read(root, withSamples: false, Environment.GetEnvironmentVariable);
        return new ReloadedWorkspace(input.Workspace, input.Issues);
    }
}
