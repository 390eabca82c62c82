using System.CommandLine;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary>Where the server is that a command asks, and where the key for it: two options that all these commands have.</summary>
internal sealed class ServerAddress
{
    private readonly Option<string> _server = new("--server", "-s")
    {
        Description = "The server's address, or PARLEY_SERVER",
        HelpName = "url",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("PARLEY_SERVER") is { Length: > 0 } address ? address : "http://127.0.0.1:7300",
    };

    private readonly Option<string> _key = new("--key", "-k")
    {
        Description = "Where the API key is: env:NAME or file:PATH (never the key itself)",
        HelpName = "reference",
        DefaultValueFactory = _ => "env:PARLEY_KEY",
    };

    /// <summary>The two options.</summary>
    public IEnumerable<Option> Options => [_server, _key];

    /// <summary>A client for the server that a command line names; misuse when the address or the key is none.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="patience">How long one request may take; null for the usual time.</param>
    public ServerClient Open(ParseResult parsed, TimeSpan? patience = null) => new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key), patience);
}
