using System.Collections.Concurrent;
using Parley.Engine.Evidence;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>The live shadows that run: started and stopped by operators, and taken up again after a start.</summary>
internal sealed class LiveShadows(Store store, Disclosure disclosure, ServerOptions options)
{
    /// <summary>The most that run together.</summary>
    public const int Most = 4;

    private const string Platform = "platform";

    // Which of them run changes one act at a time: what is stored and what runs are never two things.
    private readonly AsyncLock _alone = new();
    private readonly ConcurrentDictionary<long, LiveShadow> _running = new();
    private volatile bool _loaded;

    /// <summary>Those that run.</summary>
    public IEnumerable<LiveShadow> Running => _running.OrderBy(r => r.Key).Select(r => r.Value);

    /// <summary>How many run.</summary>
    public int Count => _running.Count;

    /// <summary>Starts one; null when as many run as may.</summary>
    public Task<LiveShadowRow?> StartAsync(CandidateWorkspace candidate, LiveShadowWish wish, Caller caller, CancellationToken cancellationToken) => AloneAsync(
        async () =>
        {
            if (_running.Count >= Most)
            {
                return null;
            }

            LiveShadowRow row = NewRow(wish, caller);
            LedgerEntry entry = Entry(caller, $"live shadow {PublicId.LiveShadow(row.Id)} started", wish.Reason);
            await store.WriteAsync(new StartLiveShadowWork(row, candidate.Files, entry), cancellationToken);
            _running[row.Id] = new LiveShadow(row, candidate.Workspace);
            return row;
        },
        cancellationToken);

    /// <summary>Stops one; false when it does not run.</summary>
    public Task<bool> StopAsync(long id, Caller caller, string? reason, CancellationToken cancellationToken)
    {
        LedgerEntry entry = Entry(caller, $"live shadow {PublicId.LiveShadow(id)} stopped", reason);
        return EndAsync(id, new RecordedWork(End(id, LiveShadowState.Stopped, caller.Actor), entry), cancellationToken);
    }

    /// <summary>Ends one whose time is over.</summary>
    public Task EndAsync(LiveShadow shadow, CancellationToken cancellationToken) =>
        EndAsync(shadow.Row.Id, End(shadow.Row.Id, LiveShadowState.Stopped, Platform), cancellationToken);

    /// <summary>Takes up those that ran when the server ended; once.</summary>
    public Task LoadAsync(CancellationToken cancellationToken) => _loaded ? Task.CompletedTask : AloneAsync(() => Task.FromResult(true), cancellationToken);

    private Task<bool> EndAsync(long id, StoreWork end, CancellationToken cancellationToken) => AloneAsync(
        async () =>
        {
            if (!_running.ContainsKey(id))
            {
                return false;
            }

            // One whose end the store does not take runs on.
            await store.WriteAsync(end, cancellationToken);
            return _running.TryRemove(id, out _);
        },
        cancellationToken);

    private async Task<T> AloneAsync<T>(Func<Task<T>> act, CancellationToken cancellationToken)
    {
        using (await _alone.EnterAsync(cancellationToken))
        {
            if (!_loaded)
            {
                await TakeUpAsync(cancellationToken);
                _loaded = true;
            }

            return await act();
        }
    }

    private async Task TakeUpAsync(CancellationToken cancellationToken)
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
                await store.WriteAsync(End(row.Id, LiveShadowState.Broken, Platform), cancellationToken);
            }
        }
    }

    private LiveShadowRow NewRow(LiveShadowWish wish, Caller caller)
    {
        long now = Clock.Microseconds(options.Time);
        return new LiveShadowRow
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
    }

    private StatementWork End(long id, LiveShadowState state, string by) => new(Statements.EndLiveShadow, id, (long)state, Clock.Microseconds(options.Time), by);

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
