using System.CommandLine;

namespace Parley.Cli.Commands;

/// <summary><c>parley key</c>: the keys by which organisations sign.</summary>
internal sealed class KeyCommand : Command
{
    public KeyCommand()
        : base("key", "Make the keys by which organisations sign agreements")
    {
        Subcommands.Add(new KeyNewCommand());
    }
}
