using Microsoft.Extensions.Logging;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server;

/// <summary>Holds the workspace in use and exchanges it for a newer one when that is sound.</summary>
internal sealed class WorkspaceHost(ServerOptions options, Store store, Secrets secrets, ILogger<WorkspaceHost> log)
{
    private readonly AsyncLock _reloading = new();
    private volatile Snapshot? _current;

    /// <summary>The workspace in use.</summary>
    public Snapshot Current => _current ?? throw new InvalidOperationException("The server has not started.");

    /// <summary>Called after the workspace in use has changed.</summary>
    public Action? Changed { get; set; }

    /// <summary>Takes the first workspace into use.</summary>
    public async Task StartAsync(CancellationToken cancellationToken) => _current = await CompileAsync(options.Workspace, cancellationToken);

    /// <summary>Reads the workspace anew and takes it into use unless it has errors.</summary>
    /// <returns>The issues, and whether the new one is in use.</returns>
    public async Task<(bool Taken, IReadOnlyList<Issue> Issues)> ReloadAsync(CancellationToken cancellationToken)
    {
        if (options.Reload is null)
        {
            return (false, [new Issue(ServerIssues.ReloadRefused, "This server was started without a folder to reload from.")]);
        }

        using (await _reloading.EnterAsync(cancellationToken))
        {
            ReloadedWorkspace read = await options.Reload(cancellationToken);
            if (read.Workspace is null)
            {
                Log.ReloadFailed(log, read.Issues.Count, read.Issues is [Issue first, ..] ? first.ToString() : "");
                return (false, read.Issues);
            }

            _current = await CompileAsync(read.Workspace, cancellationToken);
            Log.Reloaded(log, read.Workspace.Version);
            Changed?.Invoke();
            return (true, read.Issues);
        }
    }

    /// <summary>A workspace beside the one in use, for what is computed without effect: nobody calls by its keys, and it is never reloaded.</summary>
    /// <param name="loaded">The workspace.</param>
    /// <param name="version">Its version's number in the store.</param>
    public WorkspaceHost Beside(LoadedWorkspace loaded, long version) => new(options, store, secrets, log)
    {
        _current = Current with { Workspace = loaded, Version = version, Routes = RouteTable.Build(loaded) },
    };

    private async Task<Snapshot> CompileAsync(LoadedWorkspace workspace, CancellationToken cancellationToken) => new(
        workspace,
        await VersionAsync(workspace, cancellationToken),
        KeyTable.Build(workspace, secrets),
        CertificateTable.Build(workspace, secrets),
        new People(workspace),
        RouteTable.Build(workspace),
        new ApplicationRules(workspace.Access.Applications));

    // The text of a version is kept when it is first used, so that what ran under it can be run again.
    private async Task<long> VersionAsync(LoadedWorkspace workspace, CancellationToken cancellationToken)
    {
        long version = await store.VersionAsync(workspace.Version, cancellationToken);
        if (workspace.Files.Count > 0 && !await store.Reader.HasVersionFilesAsync(version, cancellationToken))
        {
            await store.WriteAsync(new VersionFilesWork(version, workspace.Files), cancellationToken);
        }

        return version;
    }
}
