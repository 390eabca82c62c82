using System.CommandLine;
using Parley.Cli.Input;
using Parley.Engine.Workspace;

namespace Parley.Cli.Commands;

/// <summary>A command that works with a sound workspace and no server. It takes <c>--workspace</c> after what is its own.</summary>
internal abstract class WorkspaceCommand : ParleyCommand
{
    private readonly Option<string?> _workspace = CommonOptions.WorkspaceOption();

    /// <summary>Makes a command; the derived class says by <see cref="Takes"/> what it takes.</summary>
    protected WorkspaceCommand(string name, string description)
        : base(name, description)
    {
    }

    /// <inheritdoc/>
    protected override void Takes(params IEnumerable<Symbol> symbols) => base.Takes([.. symbols, _workspace]);

    /// <inheritdoc/>
    protected sealed override Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        WorkspaceInput input = WorkspaceInput.Read(parsed.GetValue(_workspace), withSamples: false, environment: null);
        return Task.FromResult(input.Sound(output) is { } workspace ? Run(parsed, input, workspace, output, cancellationToken) : ExitCode.Faults);
    }

    /// <summary>Does the work.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    protected abstract int Run(ParseResult parsed, WorkspaceInput input, LoadedWorkspace workspace, Output output, CancellationToken cancellationToken);
}
