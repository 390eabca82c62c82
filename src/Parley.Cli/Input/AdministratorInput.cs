using Parley.Engine.Issues;
using Parley.Server;
using Parley.Server.Access;

namespace Parley.Cli.Input;

/// <summary>Opens the store of a workspace for the commands on local administrators.</summary>
internal static class AdministratorInput
{
    /// <summary>Opens it; a misuse when the workspace has faults or the store cannot be used.</summary>
    public static async Task<LocalAdministrators> OpenAsync(string? workspace, CancellationToken cancellationToken)
    {
        string root = WorkspaceInput.Locate(workspace);
        WorkspaceInput input = WorkspaceInput.Read(root, withSamples: false, Environment.GetEnvironmentVariable);
        if (input.Workspace is null)
        {
            throw new UsageException($"the workspace {root} has faults: {IssuePrinter.Count([.. input.Issues.Where(i => i.Severity == Severity.Error)])}; 'parley check' shows them");
        }

        try
        {
            return await LocalAdministrators.OpenAsync(input.Workspace, root, TimeProvider.System, cancellationToken);
        }
        catch (ServerStartException fault)
        {
            throw new UsageException(fault.Message);
        }
    }

    /// <summary>A password typed twice without being shown, or the first line of standard input when that is no terminal.</summary>
    public static string ReadPassword()
    {
        if (Console.IsInputRedirected)
        {
            return Console.In.ReadLine() ?? throw new UsageException("there is no password on standard input");
        }

        string first = Ask("Password: ");
        return Ask("Again: ") == first ? first : throw new UsageException("the two are not the same");
    }

    private static string Ask(string prompt)
    {
        Console.Error.Write(prompt);
        List<char> typed = [];
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                if (typed.Count > 0)
                {
                    typed.RemoveAt(typed.Count - 1);
                }
            }
            else if (key.KeyChar != '\0')
            {
                typed.Add(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return new string([.. typed]);
    }
}
