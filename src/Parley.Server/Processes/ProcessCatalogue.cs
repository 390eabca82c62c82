using System.Collections.Concurrent;
using Parley.Engine.Issues;
using Parley.Engine.Processes;
using Parley.Engine.Workspace;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>
/// The definitions: those of the workspace in use, for new instances, and every one that an instance still runs on, from the store. Safe for many threads.
/// </summary>
internal sealed class ProcessCatalogue(WorkspaceHost workspace, Store store, ServerOptions options)
{
    private readonly AsyncLock _one = new();
    private readonly ConcurrentDictionary<long, KeptDefinition?> _kept = new();
    private volatile LoadedWorkspace? _seen;
    private volatile IReadOnlyList<KeptDefinition> _current = [];

    /// <summary>The definitions of the workspace in use, as far as <see cref="RefreshAsync"/> has seen it.</summary>
    public IReadOnlyList<KeptDefinition> Current => _current;

    /// <summary>All that are compiled: events are offered to the places of these.</summary>
    public IEnumerable<KeptDefinition> Known => _kept.Values.OfType<KeptDefinition>();

    /// <summary>Takes the workspace in use into account; next to nothing when it has not changed.</summary>
    public async ValueTask RefreshAsync(CancellationToken cancellationToken)
    {
        if (ReferenceEquals(_seen, workspace.Current.Workspace))
        {
            return;
        }

        using (await _one.EnterAsync(cancellationToken))
        {
            LoadedWorkspace loaded = workspace.Current.Workspace;
            if (_seen is null)
            {
                foreach (long id in await store.Reader.ListeningDefinitionsAsync(cancellationToken))
                {
                    await FindAsync(id, cancellationToken);
                }
            }

            List<KeptDefinition> current = [];
            foreach (ProcessFile file in loaded.Processes.Values)
            {
                current.Add(await KeepAsync(file, cancellationToken));
            }

            (_current, _seen) = (current, loaded);
        }
    }

    /// <summary>The definition that new instances of a process run on; null when the workspace has none.</summary>
    /// <param name="name">The process's name.</param>
    /// <param name="version">The version; null or <c>latest</c> for the highest.</param>
    /// <param name="space">The namespace; null for any: a name is in one alone.</param>
    public KeptDefinition? Find(string name, string? version = null, string? space = null) => _current
        .Where(d => d.Name == name && (version is null or "latest" || d.Definition.Name.Version == version) && (space is null || d.Definition.Name.Namespace == space))
        .MaxBy(d => d.Definition.Name.Version, SemanticVersions.Order);

    /// <summary>The highest version of each process.</summary>
    public IEnumerable<KeptDefinition> Latest => _current.GroupBy(d => d.Name, StringComparer.Ordinal).Select(g => g.MaxBy(d => d.Definition.Name.Version, SemanticVersions.Order)!);

    /// <summary>A definition by its number; null when it is not kept or this version of Parley cannot read it.</summary>
    public async ValueTask<KeptDefinition?> FindAsync(long id, CancellationToken cancellationToken)
    {
        if (_kept.TryGetValue(id, out KeptDefinition? kept))
        {
            return kept;
        }

        ProcessDefinitionRow? row = await store.Reader.ProcessDefinitionAsync(id, cancellationToken);
        ProcessDefinition? definition = row is null ? null : ProcessReader.Read(row.Path, row.Text, new IssueSink());
        return _kept.GetOrAdd(id, definition is null ? null : new KeptDefinition(id, row!.Hash, definition, definition.ListenPoints));
    }

    /// <summary>The names of the workspace's processes, and of all that instances ever ran on.</summary>
    public async Task<IReadOnlyCollection<string>> NamesAsync(CancellationToken cancellationToken) =>
        [.. (await store.Reader.ProcessNamesAsync(cancellationToken)).Union(workspace.Current.Workspace.Processes.Values.Select(p => p.Definition.Name.Name))];

    private async Task<KeptDefinition> KeepAsync(ProcessFile file, CancellationToken cancellationToken)
    {
        string hash = KeptDefinition.HashOf(file.Text);
        ProcessName name = file.Definition.Name;
        long? id = await store.Reader.ProcessDefinitionAsync(hash, cancellationToken);
        if (id is null)
        {
            await store.WriteAsync(
                new StatementWork(
                    Statements.InsertProcessDefinition,
                    store.Ids.Next(), name.Namespace, name.Name, name.Version, hash, file.Path, file.Text, Clock.Microseconds(options.Time)),
                cancellationToken);
            id = await store.Reader.ProcessDefinitionAsync(hash, cancellationToken);
        }

        return _kept.AddOrUpdate(
            id!.Value,
            k => new KeptDefinition(k, hash, file.Definition, file.Definition.ListenPoints),
            (k, known) => known ?? new KeptDefinition(k, hash, file.Definition, file.Definition.ListenPoints))!;
    }
}
