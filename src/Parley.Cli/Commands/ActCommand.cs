using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary>An act on one thing that needs nothing but the thing's name: <c>POST PATH/ID/ACT</c>.</summary>
internal abstract class ActCommand : ServerCommand
{
    private readonly string _path;
    private readonly Argument<string> _thing;

    /// <summary>Makes a command.</summary>
    /// <param name="kind">The path of the things, the word for one of them, and an example that names one.</param>
    /// <param name="name">The act, as in the address.</param>
    /// <param name="description">What it does.</param>
    /// <param name="details">What else there is to know.</param>
    protected ActCommand((string Path, string Word, string Example) kind, string name, string description, string details)
        : base(name, description)
    {
        _path = kind.Path;
        _thing = new Argument<string>(kind.Word) { Description = $"The {kind.Word}" };
        Details = details;
        Examples = [kind.Example];
        Takes(_thing);
    }

    /// <inheritdoc/>
    public override string Details { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken) =>
        Show(output, await client.PostAsync(ServerCalls.Address($"v1/{_path}/{parsed.GetRequiredValue(_thing)}/{Name}"), [], cancellationToken));

    /// <summary>Shows what the server answers.</summary>
    protected abstract int Show(Output output, ServerAnswer answer);
}
