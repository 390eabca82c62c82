using System.Collections.Concurrent;
using Parley.Engine.Evidence;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>The live shadows that run: started and stopped by operators, and taken up again after a start.</summary>
internal sealed class LiveShadows(Store store, Disclosure disclosure, ServerOptions options)
{
    /// <summary>The most that run together.</summary>
    public const int Most = 4;

    private readonly ConcurrentDictionary<long, LiveShadow> _running = new();

    /// <summary>Those that run.</summary>
    public IEnumerable<LiveShadow> Running => _running.OrderBy(r => r.Key).Select(r => r.Value);

    /// <summary>How many run.</summary>
    public int Count => _running.Count;

    /// <summary>Starts one; null when as many run as may.</summary>
    public async Task<LiveShadowRow?> StartAsync(CandidateWorkspace candidate, LiveShadowWish wish, Caller caller, CancellationToken cancellationToken)
    {
        long now = Clock.Microseconds(options.Time);
        LiveShadowRow row = new()
        {
            Id = store.Ids.Next(),
            State = LiveShadowState.Running,
            Started = now,
            StartedBy = caller.Actor,
            Reason = wish.Reason,
            System = wish.System,
            Process = wish.Process,
            Until = now + Clock.Microseconds(wish.Lasts),
            Place = store.LedgerHead,
            Changed = now,
            Instance = 0,
        };
        LiveShadow shadow = new(row, candidate.Workspace);
        if (_running.Count >= Most)
        {
            return null;
        }

        await store.WriteAsync(new StartLiveShadowWork(row, candidate.Files, Entry(caller, $"live shadow {PublicId.LiveShadow(row.Id)} started", wish.Reason)), cancellationToken);
        _running[row.Id] = shadow;
        return row;
    }

    /// <summary>Stops one; false when it does not run.</summary>
    public async Task<bool> StopAsync(long id, Caller caller, string? reason, CancellationToken cancellationToken)
    {
        if (!_running.TryRemove(id, out _))
        {
            return false;
        }

        await EndAsync(id, LiveShadowState.Stopped, caller.Actor, cancellationToken);
        await store.WriteAsync(new LedgerWork(Entry(caller, $"live shadow {PublicId.LiveShadow(id)} stopped", reason)), cancellationToken);
        return true;
    }

    /// <summary>Ends one whose time is over.</summary>
    public Task EndAsync(LiveShadow shadow, CancellationToken cancellationToken) =>
        _running.TryRemove(shadow.Row.Id, out _) ? EndAsync(shadow.Row.Id, LiveShadowState.Stopped, "platform", cancellationToken) : Task.CompletedTask;

    /// <summary>Takes up those that ran when the server ended.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (LiveShadowRow row in await store.Reader.RunningLiveShadowsAsync(cancellationToken))
        {
            List<WorkspaceFile> files = await store.Reader.VersionFilesAsync(row.Id, cancellationToken);
            if (WorkspaceReader.Read(files, new IssueSink()) is LoadedWorkspace loaded)
            {
                _running[row.Id] = new LiveShadow(row, loaded);
            }
            else
            {
                // This version of the platform cannot read what an earlier one could.
                await EndAsync(row.Id, LiveShadowState.Broken, "platform", cancellationToken);
            }
        }
    }

    private Task EndAsync(long id, LiveShadowState state, string by, CancellationToken cancellationToken) =>
        store.WriteAsync(new StatementWork(Statements.EndLiveShadow, id, (long)state, Clock.Microseconds(options.Time), by), cancellationToken);

    private LedgerEntry Entry(Caller caller, string what, string? reason) => new()
    {
        Action = LedgerAction.Authority,
        At = Clock.Microseconds(options.Time),
        Actor = caller.Actor,
        OnBehalfOf = caller.OnBehalfOf,
        Organisation = disclosure.OrganisationOf(caller),
        Reason = reason,
        Outcome = what,
    };
}
