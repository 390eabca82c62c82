using System.CommandLine;

namespace Parley.Cli.Commands;

/// <summary>A command that does nothing itself: it names those below it.</summary>
internal abstract class CommandGroup : ParleyCommand
{
    /// <summary>Makes a group; the derived class says by <see cref="ParleyCommand.Takes"/> which commands it holds.</summary>
    protected CommandGroup(string name, string description)
        : base(name, description)
    {
    }

    /// <inheritdoc/>
    protected sealed override Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        string[] names = [.. Subcommands.Select(c => c.Name)];
        string choice = names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} or {names[^1]}";
        output.Note($"parley: name what is to be done: {choice}. '{CommandLine.PathOf(parsed.CommandResult)} --help' says how.");
        return Task.FromResult(ExitCode.Usage);
    }
}
