namespace Parley.Cli.Demo;

/// <summary>Finds the sample workspace and the estate's program in the checkout that this program was built in.</summary>
internal static class DemoFiles
{
    /// <summary>The workspace's folder and the estate's assembly; misuse when this program stands apart from its checkout.</summary>
    public static (string Workspace, string Assembly) Find()
    {
        DirectoryInfo own = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        for (DirectoryInfo? at = own; at is not null; at = at.Parent)
        {
            string workspace = Path.Combine(at.FullName, "samples", "wexshire", "workspace");
            if (Directory.Exists(workspace))
            {
                // Built beside this program, in the same configuration.
                string assembly = Path.Combine(own.Parent!.Parent!.FullName, "Wexshire.Estate", own.Name, "wexshire-estate.dll");
                return File.Exists(assembly)
                    ? (workspace, assembly)
                    : throw new UsageException($"the estate's program is not built: {assembly}; run 'dotnet build Parley.slnx'");
            }
        }

        throw new UsageException("the demo needs the checkout that this program was built in (samples/wexshire)");
    }
}
