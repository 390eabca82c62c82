using Parley.Engine.Expressions;
using Parley.Engine.Processes;
using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>What steps are made with.</summary>
internal sealed class ProcessTools(Store store, ProcessCatalogue catalogue, EventChannels channels, WorkspaceHost workspace, ServerOptions options)
{
    private (LoadedWorkspace Workspace, ProcessSettings Settings)? _settings;

    public Store Store => store;

    public ProcessCatalogue Catalogue => catalogue;

    public EventChannels Channels => channels;

    /// <summary>The clock.</summary>
    public TimeProvider Time => options.Time;

    /// <summary>The workspace in use.</summary>
    public LoadedWorkspace Workspace => workspace.Current.Workspace;

    /// <summary>What processes may call and know.</summary>
    public ProcessRules Rules => workspace.Current.Workspace.Installation.Processes;

    /// <summary>The organisation whose processes they are.</summary>
    public string Organisation => workspace.Current.Workspace.Installation.Organisation;

    /// <summary>The settings of every step. The places that may be called are the one part that a reload changes.</summary>
    public ProcessSettings Settings
    {
        get
        {
            LoadedWorkspace now = workspace.Current.Workspace;
            if (_settings is not { } made || !ReferenceEquals(made.Workspace, now))
            {
                made = (now, SettingsOf(now));
                _settings = made;
            }

            return made.Settings;
        }
    }

    /// <summary>The number of the version of the workspace in use.</summary>
    public long Version => workspace.Current.Version;

    /// <summary>The settings of steps under a workspace.</summary>
    public static ProcessSettings SettingsOf(LoadedWorkspace loaded) => new()
    {
        Lifecycle = LifecycleDetail.Process,
        RuntimeMetadata = new Dictionary<string, JqValue>
        {
            ["calls"] = JqValue.FromMembers(loaded.Installation.Processes.Calls.Select(c => KeyValuePair.Create(c.Key, JqValue.From(c.Value)))),
        },
    };

    /// <summary>The smallest key of events that are still kept.</summary>
    public long OldestEvent => IdGenerator.Floor(Time.GetUtcNow() - Rules.KeepEvents);

    /// <summary>An event that is kept; null when it is no longer.</summary>
    public async Task<JqValue?> EventAsync(long id, CancellationToken cancellationToken) =>
        await store.Reader.ProcessEventAsync(id, Disclosure.PermitProcess(), cancellationToken) is { } content && JqValue.TryParse(content, out JqValue? received, out _)
            ? received
            : null;
}
