using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary>A command that asks a server. It takes <c>--server</c> and <c>--key</c> after what is its own.</summary>
internal abstract class ServerCommand : ParleyCommand
{
    private readonly ServerAddress _address = new();

    /// <summary>Makes a command; the derived class says by <see cref="Takes"/> what it takes.</summary>
    protected ServerCommand(string name, string description)
        : base(name, description)
    {
    }

    /// <summary>How long one request may take; null for the usual time.</summary>
    protected virtual TimeSpan? Patience => null;

    /// <inheritdoc/>
    protected override void Takes(params IEnumerable<Symbol> symbols) => base.Takes([.. symbols, .. _address.Options]);

    /// <inheritdoc/>
    protected sealed override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        using ServerClient client = _address.Open(parsed, Patience);
        return await RunAsync(parsed, client, output, cancellationToken);
    }

    /// <summary>Does the work.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    protected abstract Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken);
}
