namespace Parley.Cli.Commands.Administrators;

/// <summary><c>parley admin</c>: the local administrators, for first use and for the day the identity provider fails.</summary>
internal sealed class AdminCommand : CommandGroup
{
    public AdminCommand()
        : base("admin", "Make, disable and list local administrators")
    {
        Takes(
            new AdminCreateCommand(),
            new AdminDisableCommand(),
            new AdminListCommand());
    }

    /// <summary>Who runs the command, as the ledger names people of the machine.</summary>
    public static string By => $"person:os:{Environment.UserName}";

    /// <inheritdoc/>
    public override string Details => """
        For first use, and for the day the identity provider fails. These commands work on the workspace's store itself, so whoever may write there may make
        an administrator; each act goes into the ledger.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } = ["parley admin create first", "parley admin list", "parley admin disable first"];
}
