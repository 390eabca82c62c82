using Parley.Server.Ledger;

namespace Parley.Cli.Input;

/// <summary>Finds the ledger that a command line names.</summary>
internal static class LedgerStores
{
    /// <summary>Opens a store's file, or the store of a workspace; the nearest workspace's for null.</summary>
    public static StoredLedger Open(string? what)
    {
        if (what is not null && File.Exists(what))
        {
            return StoredLedger.OpenFile(what);
        }

        string root = WorkspaceInput.Locate(what);
        WorkspaceInput input = WorkspaceInput.Read(root, withSamples: false, Environment.GetEnvironmentVariable);
        return input.Workspace is null
            ? throw new UsageException($"the workspace {root} has faults ('parley check' says which); name the store's file instead")
            : StoredLedger.Open(input.Workspace.Installation.Storage, root);
    }
}
