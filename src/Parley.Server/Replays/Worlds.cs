using Microsoft.Extensions.Logging.Abstractions;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;
using Parley.Server.Agreements;
using Parley.Server.Exchanges;
using Parley.Server.Ledger;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>Makes worlds beside the one that messages run in: an earlier one, or one that is not in force yet.</summary>
internal sealed class Worlds(
    WorkspaceHost current, Store store, Journey journey, StoredBundles bundles, LedgerIdentity ledger, AgreementDay day, ServerOptions options)
{
    private readonly Lock _gate = new();
    private (long Version, LoadedWorkspace Workspace)? _read;

    /// <summary>The world that messages run in.</summary>
    public World Now => new(current, journey, bundles);

    /// <summary>The world that an exchange ran in; null when the text of its workspace was not kept, or this version of the platform cannot read it.</summary>
    public async Task<World?> AsItWasAsync(ExchangeRow row, CancellationToken cancellationToken)
    {
        if (await ReadAsync(row.Version, cancellationToken) is not LoadedWorkspace loaded)
        {
            return null;
        }

        DateTimeOffset moment = Clock.Moment(row.Received);
        ServerOptions then = options with { Time = new FixedTime(moment), Translation = TranslationCalls.On(loaded.Installation.Zone.DayOf(moment)) };
        WorkspaceHost host = current.Beside(loaded, row.Version);
        AgreementRegister register = new(host, store, new AgreementDay(host, then, NullLogger<AgreementDay>.Instance));
        EmergencyTable emergencies = new(store, then);
        await register.StartAtAsync(row.Received, cancellationToken);
        await emergencies.StartAtAsync(row.Received, cancellationToken);
        return Make(host, register, emergencies, then);
    }

    /// <summary>A world with another workspace, as it would be now.</summary>
    public async Task<World> WithAsync(LoadedWorkspace loaded, CancellationToken cancellationToken)
    {
        WorkspaceHost host = current.Beside(loaded, current.Current.Version);
        AgreementRegister register = new(host, store, day);
        EmergencyTable emergencies = new(store, options);
        await register.StartAsync(cancellationToken);
        await emergencies.StartAsync(cancellationToken);
        return Make(host, register, emergencies, options);
    }

    /// <summary>The workspace of a version; null when its text was not kept, or this version of the platform cannot read it.</summary>
    public Task<LoadedWorkspace?> FindAsync(long version, CancellationToken cancellationToken) =>
        version == current.Current.Version ? Task.FromResult<LoadedWorkspace?>(current.Current.Workspace) : ReadAsync(version, cancellationToken);

    private World Make(WorkspaceHost host, AgreementRegister register, EmergencyTable emergencies, ServerOptions when) => new(
        host, new Journey(host, store, new Disclosure(host, register, emergencies), ledger, when), new StoredBundles(host, store, when));

    // Exchanges of one version stand together: the last one read is kept.
    private async Task<LoadedWorkspace?> ReadAsync(long version, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_read is (long known, LoadedWorkspace workspace) && known == version)
            {
                return workspace;
            }
        }

        List<WorkspaceFile> files = await store.Reader.VersionFilesAsync(version, cancellationToken);
        if (files.Count == 0 || WorkspaceReader.Read(files, new IssueSink()) is not LoadedWorkspace loaded)
        {
            return null;
        }

        lock (_gate)
        {
            _read = (version, loaded);
        }

        return loaded;
    }
}
