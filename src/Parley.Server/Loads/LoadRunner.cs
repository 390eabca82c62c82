using Microsoft.Extensions.Logging;
using Parley.Engine.Issues;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Loads;

/// <summary>Runs the loads one after the other, oldest first; one that the server's end cut short goes on when the next server starts.</summary>
internal sealed class LoadRunner(Store store, LoadRun run, LoadFiles files, ServerOptions options, ILogger<LoadRunner> log)
    : PeriodicService(TimeSpan.FromHours(1), options.Time, log), IGaugeSource
{
    /// <summary>How long the file of a load that does not go on is kept.</summary>
    public static readonly TimeSpan KeepFiles = TimeSpan.FromDays(7);

    private readonly Lock _gate = new();
    private readonly HashSet<long> _held = [];
    private (long Load, CancellationTokenSource Stop, Task Ended)? _current;
    private long _open;

    /// <summary>Stops a load where it is. What was taken stays.</summary>
    public async Task CancelAsync(long load, CancellationToken cancellationToken)
    {
        Task? ended = null;
        lock (_gate)
        {
            _held.Add(load);
            if (_current is { } current && current.Load == load)
            {
                current.Stop.Cancel();
                ended = current.Ended;
            }
        }

        try
        {
            await (ended ?? Task.CompletedTask).WaitAsync(cancellationToken);
            if (await store.Reader.LoadAsync(load, cancellationToken) is { State: < LoadState.Done })
            {
                await EndAsync(load, LoadState.Cancelled, null, cancellationToken);
            }
        }
        finally
        {
            lock (_gate)
            {
                _held.Remove(load);
            }

            Wake();
        }
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, string Help, string Labels, double Value)> Read()
    {
        yield return ("parley_loads_open", "Loads of history that have not ended.", "", Volatile.Read(ref _open));
    }

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        HashSet<long> failed = [];
        while (await NextAsync(failed, cancellationToken) is LoadRow load)
        {
            // What is stored says where a load is, and it goes on from there; the others do not wait for one that fails.
            if (!await EachAsync([load], l => RunOneAsync(l, cancellationToken), cancellationToken))
            {
                failed.Add(load.Id);
            }
        }

        await CleanAsync(cancellationToken);
    }

    private async Task<LoadRow?> NextAsync(HashSet<long> without, CancellationToken cancellationToken)
    {
        List<LoadRow> open = await store.Reader.OpenLoadsAsync(cancellationToken);
        Volatile.Write(ref _open, open.Count);
        lock (_gate)
        {
            return open.Find(l => l.State is LoadState.Waiting or LoadState.Running && !_held.Contains(l.Id) && !without.Contains(l.Id));
        }
    }

    private async Task RunOneAsync(LoadRow load, CancellationToken stoppingToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_held.Contains(load.Id))
            {
                return;
            }

            _current = (load.Id, stop, ended.Task);
        }

        try
        {
            await SetStateAsync(load.Id, LoadState.Running, null, null, stop.Token);
            (IssueCode Code, string Why)? fault = await Task.Run(() => run.TakeAsync(load, stop.Token), stop.Token);
            await EndAsync(load.Id, fault is null ? LoadState.Done : LoadState.Failed, fault is { } f ? $"{f.Code.Code}: {f.Code.Title}: {f.Why}" : null, stoppingToken);
            if (fault is null)
            {
                await files.RemoveAsync(load, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Cancelled: whoever did it says so in the store. Stopping: it stays running, for the next server.
        }
        finally
        {
            lock (_gate)
            {
                _current = null;
            }

            ended.SetResult();
        }
    }

    private async Task EndAsync(long load, LoadState state, string? error, CancellationToken cancellationToken)
    {
        await SetStateAsync(load, state, error, Clock.Microseconds(options.Time), cancellationToken);
        if (await store.Reader.LoadAsync(load, cancellationToken) is LoadRow row)
        {
            Log.LoadEnded(Logger, PublicId.Load(load), row.System, LoadJson.StateOf(state), row.Taken, row.Repeated, row.Refused);
        }
    }

    private Task SetStateAsync(long load, LoadState state, string? error, long? ended, CancellationToken cancellationToken) =>
        store.WriteAsync(new StatementWork(Statements.SetLoadState, load, (long)state, error, ended, Clock.Microseconds(options.Time)), cancellationToken);

    // What nobody takes up again within a week is of no more use, and is no copy to keep.
    private async Task CleanAsync(CancellationToken cancellationToken)
    {
        foreach (LoadRow load in await store.Reader.LoadsWithSpentFilesAsync(Clock.Microseconds(options.Time) - Clock.Microseconds(KeepFiles), cancellationToken))
        {
            if (load.State == LoadState.Receiving)
            {
                await EndAsync(load.Id, LoadState.Cancelled, null, cancellationToken);
            }

            await files.RemoveAsync(load, cancellationToken);
        }
    }
}
