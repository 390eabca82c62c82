using System.CommandLine;

namespace Parley.Cli.Commands;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    /// <summary>Machine-readable output, on every command.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Write the result as JSON, for programs", Recursive = true };

    /// <summary>The workspace as an argument.</summary>
    public static Argument<string?> WorkspaceArgument() => new("workspace")
    {
        Description = "The workspace's folder; the nearest one upwards from here when not given",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>The workspace as an option.</summary>
    public static Option<string?> WorkspaceOption() => new("--workspace", "-w")
    {
        Description = "The workspace's folder; the nearest one upwards from here when not given",
        HelpName = "folder",
    };

    /// <summary>The server's address.</summary>
    public static Option<string> Server() => new("--server", "-s")
    {
        Description = "The server's address, or PARLEY_SERVER",
        HelpName = "url",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("PARLEY_SERVER") is { Length: > 0 } address ? address : "http://127.0.0.1:7300",
    };

    /// <summary>Why content is read.</summary>
    public static Option<string?> Reason() => new("--reason", "-r")
    {
        Description = "Why it is read; decided by, and kept in the ledger",
        HelpName = "text",
    };

    /// <summary>Where the key is.</summary>
    public static Option<string> Key() => new("--key", "-k")
    {
        Description = "Where the API key is: env:NAME or file:PATH (never the key itself)",
        HelpName = "reference",
        DefaultValueFactory = _ => "env:PARLEY_KEY",
    };
}
