using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Engine.Evidence;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>
/// Takes what was exchanged into the repository, behind the flow. It follows the ledger: that is written in the order of commits with each exchange and each
/// act, so that a place in it says exactly what has been taken in. The place is kept in the transaction that writes the versions: nothing is lost by a crash,
/// and nothing taken in twice.
/// </summary>
internal sealed class Projector(
    Store store, RecordTable table, BundleProjection bundles, ActProjection acts, RepositoryState state, ServerOptions options, ILogger<Projector> log)
    : BackgroundService
{
    // Small, so that a transaction of the writer, which deposits share, stays short.
    private const int BundlesAtOnce = 64;
    private const int RowsAtOnce = 50_000;

    private const int Busy = 16;
    private const int MostBehind = 100_000;

    private static readonly TimeSpan s_every = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_yield = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly List<Func<Projection, CancellationToken, Task>> _followers = [];
    private readonly EntryReader _entries = new();
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _nextRow;
    private bool _failing;

    /// <summary>Has somebody called with what has become durable, in order; the next stretch waits for it. To be asked for before the projector starts.</summary>
    public void Follow(Func<Projection, CancellationToken, Task> take) => _followers.Add(take);

    /// <summary>Tells those who follow of what has become durable, one after another.</summary>
    public async Task TellAsync(Projection projection, CancellationToken cancellationToken)
    {
        foreach (Func<Projection, CancellationToken, Task> take in _followers)
        {
            await take(projection, cancellationToken);
        }
    }

    /// <summary>Ends when it is known how the records of before stand.</summary>
    public Task Loaded => _loaded.Task;

    /// <summary>Takes in all that is committed now.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_nextRow == 0)
            {
                await LoadAsync(cancellationToken);
            }

            while (state.Cursor < store.LedgerHead)
            {
                await StepAsync(cancellationToken);
                if (store.Waiting >= Busy && store.LedgerHead - state.Cursor < MostBehind)
                {
                    // Deposits come first: the repository may be behind a while, they may not wait.
                    await Task.Delay(s_yield, cancellationToken);
                }
            }

            state.NoteCaughtUp();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(s_every, options.Time);
        do
        {
            try
            {
                await CatchUpAsync(stoppingToken);
                _failing = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The last guard of the loop: the same stretch is tried again at the next tick.
                if (!_failing)
                {
                    _failing = true;
                    Log.RepositoryBehind(log, failure);
                }
            }
        }
        while (await NextAsync(timer, stoppingToken));
    }

    private static Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken) => timer.WaitForNextTickAsync(stoppingToken).AsTask()
        .ContinueWith(t => t.IsCompletedSuccessfully && t.Result, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private static bool MayMatter(ReadOnlySpan<byte> entry) =>
        entry.IndexOf("\"collection\""u8) >= 0 || entry.IndexOf("\"alteration\""u8) >= 0 || entry.IndexOf("\"erasure\""u8) >= 0;

    private async Task StepAsync(CancellationToken cancellationToken)
    {
        Projection projection = new(table, _nextRow);
        long next = state.Cursor;
        await foreach ((long number, byte[] bytes) in store.Ledger.EntriesAsync(next, store.LedgerHead, cancellationToken))
        {
            LedgerEntry? entry = MayMatter(bytes) ? _entries.Read(bytes) : null;
            if (entry is not null && !await TryTakeAsync(entry, projection, cancellationToken))
            {
                break;
            }

            next = number + 1;
            if (projection.Bundles.Count >= BundlesAtOnce)
            {
                break;
            }
        }

        if (projection.Bundles.Count + projection.Versions.Count + projection.Erased.Count > 0)
        {
            await store.WriteAsync(new ProjectionWork(projection, next), cancellationToken);
            _nextRow = projection.NextRow;
            table.Set(projection.Heads);
            state.NoteRows(_nextRow - 1);
            await TellAsync(projection, cancellationToken);
        }

        // Entries that come to nothing need no commit: to read them again after a crash comes to nothing again.
        state.Cursor = next;
    }

    /// <summary>Takes an entry in; false when what was gathered must be written first, because the entry is about it.</summary>
    private async Task<bool> TryTakeAsync(LedgerEntry entry, Projection projection, CancellationToken cancellationToken)
    {
        if (!PublicId.TryParse('x', entry.Exchange, out long exchange))
        {
            return true;
        }

        if (entry.Action == LedgerAction.Collection)
        {
            if (entry.Outcome == StatusText.Of(ExchangeStatus.Accepted))
            {
                await bundles.AddAsync(exchange, projection, cancellationToken);
            }

            return true;
        }

        if (projection.Bundles.Count > 0)
        {
            return false;
        }

        await (entry.Action == LedgerAction.Erasure
            ? acts.EraseAsync(exchange, projection, cancellationToken)
            : acts.AddAsync(exchange, entry.Outcome, projection, cancellationToken));
        return true;
    }

    /// <summary>Reads how far the repository is and how its records stand.</summary>
    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Dictionary<long, RecordHead> heads = [];
        HashSet<long> ended = [];
        long last = 0;
        while (await store.Reader.RecordVersionsAfterAsync(last, RowsAtOnce, cancellationToken) is { Count: > 0 } rows)
        {
            foreach (RecordVersionRow row in rows)
            {
                RecordHead before = heads.GetValueOrDefault(row.Record);
                bool ends = row.State >= VersionState.Corrected;
                RecordHead inForce = ends || row.State == VersionState.Earlier || (row.State == VersionState.Regraded && before.Exchange != row.Exchange)
                    ? before
                    : new RecordHead(0, 0, row.Exchange, row.Place, row.Id);
                heads[row.Record] = inForce with { LastRow = row.Id, Number = (int)row.Number };
                if (ends)
                {
                    ended.Add(row.Record);
                }
            }

            last = rows[^1].Id;
        }

        foreach (long record in ended)
        {
            RecordHead head = heads[record];
            heads[record] = await acts.InForceAsync(head.LastRow, null, cancellationToken) with { LastRow = head.LastRow, Number = head.Number };
        }

        table.Set(heads);
        string? cursor = await store.Reader.CursorAsync(ProjectionWork.Cursor, cancellationToken);
        state.Cursor = cursor is null ? 0 : long.Parse(cursor, CultureInfo.InvariantCulture);
        _nextRow = last + 1;
        state.NoteRows(last);
        _loaded.TrySetResult();
    }
}
