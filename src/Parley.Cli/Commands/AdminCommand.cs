using System.CommandLine;

namespace Parley.Cli.Commands;

/// <summary><c>parley admin</c>: the local administrators, for first use and for the day the identity provider fails.</summary>
internal sealed class AdminCommand : Command
{
    public AdminCommand()
        : base("admin", "Make, disable and list local administrators")
    {
        Subcommands.Add(new AdminCreateCommand());
        Subcommands.Add(new AdminDisableCommand());
        Subcommands.Add(new AdminListCommand());
    }

    /// <summary>Who runs the command, as the ledger names people of the machine.</summary>
    public static string By => $"person:os:{Environment.UserName}";
}
