using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>
/// Keeps something in memory of what is in force in the repository: what the projector takes in at once, what was there before in one pass over the store after the
/// start. What is withdrawn or erased leaves it.
/// </summary>
internal abstract class RepositoryFollower : PeriodicService
{
    // How long a question waits for what was there before the start; then it is answered as far as that has come, and says so.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Store _store;
    private readonly RecordTable _table;
    private readonly RepositoryBundles _bundles;
    private readonly RepositoryPass _pass;
    private readonly Projector _projector;
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _filled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;

    protected RepositoryFollower(Store store, RecordTable table, RepositoryBundles bundles, RepositoryPass pass, Projector projector, ILogger log)
        : base(Timeout.InfiniteTimeSpan, TimeProvider.System, log)
    {
        (_store, _table, _bundles, _pass, _projector) = (store, table, bundles, pass, projector);
        projector.Follow(TakeAsync);
        pass.Follow(stored => TakeIn(stored));
    }

    /// <summary>Ends when what was there before the start has been taken in.</summary>
    public Task Filled => _filled.Task;

    /// <summary>What it keeps, in a word or two: for the log.</summary>
    protected abstract string IndexName { get; }

    /// <summary>Waits a moment for what was there before the start, so that a question soon after it needs not be asked twice.</summary>
    public async Task FilledSoonAsync(CancellationToken cancellationToken)
    {
        if (!_settled.Task.IsCompleted)
        {
            await Task.WhenAny(_settled.Task, Task.Delay(s_patience, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Takes in the version in force of a record. Never called by two threads at once.</summary>
    protected abstract void Put(long record, StoredBundle stored, int place);

    /// <summary>Lets a record go that has no version in force. Never called by two threads at once.</summary>
    protected abstract void Remove(long record);

    /// <summary>Takes in a version of a record that is not in force, or no longer. Never called by two threads at once.</summary>
    protected virtual void PutEarlier(long record, StoredBundle stored, int place)
    {
    }

    /// <summary>Forgets the version of a record that an exchange had brought: it was erased. Never called by two threads at once.</summary>
    protected virtual void ForgetEarlier(long record, long exchange)
    {
    }

    /// <summary>Called when what was there before the start has been taken in.</summary>
    protected virtual Task FilledAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Called when a stretch of what came in has been taken in; the next waits for it.</summary>
    protected virtual Task TakenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _projector.Loaded.WaitAsync(cancellationToken);
            long began = Stopwatch.GetTimestamp();
            await _pass.RunAsync(cancellationToken);
            await FilledAsync(cancellationToken);
            _filled.TrySetResult();
            Log.IndexFilled(Logger, IndexName, _taken, Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
        finally
        {
            _settled.TrySetResult();
        }
    }

    /// <summary>Takes in the records of a bundle. Whose version in force it has is asked and done under one lock, so that nothing newer is overtaken.</summary>
    /// <returns>Whether a version in force is in it.</returns>
    private bool TakeIn(StoredBundle stored)
    {
        bool any = false;
        lock (_gate)
        {
            for (int place = 0; place < stored.Names.Count; place++)
            {
                long record = stored.Names[place];
                if (_table.TryFind(record, out RecordHead head) && !_store.Stops.IsErased(stored.Row.Exchange))
                {
                    bool inForce = head.Exchange == stored.Row.Exchange && head.Place == place;
                    Try(inForce ? Put : PutEarlier, record, stored, place);
                    _taken += inForce ? 1 : 0;
                    any |= inForce;
                }
            }
        }

        return any;
    }

    // One that cannot be taken in is missing here, and shown so; the repository, and the others, go on.
    private void Try(Action<long, StoredBundle, int> take, long record, StoredBundle stored, int place)
    {
        try
        {
            take(record, stored, place);
        }
        catch (Exception failure)
        {
            Tell(failure);
        }
    }

    private async Task TakeAsync(Projection projection, CancellationToken cancellationToken)
    {
        foreach (long exchange in projection.Erased.Select(e => e.Exchange).Concat(projection.Regraded.Select(r => r.Exchange)))
        {
            _bundles.Forget(exchange);
        }

        Dictionary<long, SealedBundle> taken = projection.Bundles.ToDictionary(b => b.Row.Exchange);
        foreach (SealedBundle bundle in projection.Bundles)
        {
            StoredBundle stored = new(bundle.Row, projection.Contents[bundle.Row.Exchange], bundle.Names);
            if (TakeIn(stored))
            {
                _bundles.Keep(stored);
            }
        }

        foreach ((long record, RecordHead head) in projection.Heads)
        {
            if (!head.InForce)
            {
                LetGo(record);
            }
            else if (!taken.ContainsKey(head.Exchange))
            {
                // A version before is in force again.
                LetGo(record);
                if (await _bundles.ReadAsync(head.Exchange, Disclosure.PermitDecision(), cancellationToken) is StoredBundle before)
                {
                    TakeIn(before);
                }
            }
        }

        foreach (BundleRow erased in projection.Erased)
        {
            ForgetEarlier(projection.Heads.Keys, erased.Exchange);
        }

        await TakenAsync(cancellationToken);
    }

    private void ForgetEarlier(IEnumerable<long> records, long exchange)
    {
        lock (_gate)
        {
            foreach (long record in records)
            {
                ForgetEarlier(record, exchange);
            }
        }
    }

    private void LetGo(long record)
    {
        lock (_gate)
        {
            Remove(record);
        }
    }
}
