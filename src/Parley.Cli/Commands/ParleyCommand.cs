using System.CommandLine;

namespace Parley.Cli.Commands;

/// <summary>A command with a help text worth reading.</summary>
internal abstract class ParleyCommand : Command
{
    /// <summary>Makes a command; the derived class adds its arguments and options.</summary>
    protected ParleyCommand(string name, string description)
        : base(name, description)
    {
        SetAction((parsed, cancellationToken) => RunAsync(parsed, Output.For(parsed), cancellationToken));
    }

    /// <summary>What the help says below the options: how the command behaves.</summary>
    public abstract string Details { get; }

    /// <summary>Example command lines.</summary>
    public abstract IReadOnlyList<string> Examples { get; }

    /// <summary>
    /// Whether the command listens for SIGTERM and SIGINT itself. Otherwise they cancel its token; both together would stop a server twice, the
    /// second time when it has already ended.
    /// </summary>
    public virtual bool OwnsSignals => false;

    /// <summary>Does the work.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    protected abstract Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken);
}
