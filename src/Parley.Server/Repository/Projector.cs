using Microsoft.Extensions.Logging;
using Parley.Engine.Evidence;
using Parley.Server.Ledger;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>
/// Takes what was exchanged into the repository, behind the flow. An entry at which it fails it takes again until it can: a version that is missing would make
/// false what comes after it.
/// </summary>
internal sealed class Projector(
    Store store, RecordTable table, BundleProjection bundles, ActProjection acts, RepositoryState state, ServerOptions options, ILogger<Projector> log)
    : LedgerFollower<Projection>("repository", TimeSpan.FromMilliseconds(250), store, options.Time, log)
{
    // Small, so that a transaction of the writer, which deposits share, stays short.
    private const int BundlesAtOnce = 64;
    private const int RowsAtOnce = 50_000;

    private readonly List<Func<Projection, CancellationToken, Task>> _followers = [];
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _nextRow;
    private Projection? _untold;
    private int _told;

    /// <summary>Ends when it is known how the records of before stand.</summary>
    public Task Loaded => _loaded.Task;

    /// <inheritdoc/>
    protected override long Beginning => 0;

    /// <inheritdoc/>
    protected override bool MayPassOver => false;

    /// <summary>Has somebody called with what has become durable, in order; the next stretch waits for it. To be asked for before the projector starts.</summary>
    public void Follow(Func<Projection, CancellationToken, Task> take) => _followers.Add(take);

    /// <summary>Tells those who follow of what has become durable, one after another. With one who fails it goes on when it is next called.</summary>
    public Task TellAsync(Projection projection, CancellationToken cancellationToken)
    {
        (_untold, _told) = (projection, 0);
        return TellAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        if (_nextRow == 0)
        {
            await LoadAsync(cancellationToken);
        }

        await TellAsync(cancellationToken);
        await base.DoAsync(cancellationToken);
        state.NoteCaughtUp();
    }

    /// <inheritdoc/>
    protected override Projection Begin() => new(table, _nextRow);

    /// <inheritdoc/>
    protected override bool IsEmpty(Projection stretch) => stretch.Bundles.Count + stretch.Versions.Count + stretch.Erased.Count == 0;

    /// <inheritdoc/>
    protected override bool MayMatter(ReadOnlySpan<byte> entry) =>
        base.MayMatter(entry) || entry.IndexOf("\"alteration\""u8) >= 0 || entry.IndexOf("\"erasure\""u8) >= 0;

    /// <inheritdoc/>
    protected override async Task<Taken> TakeAsync(LedgerEntry entry, Projection stretch, CancellationToken cancellationToken)
    {
        if (entry.Action == LedgerAction.Collection)
        {
            if (TryAccepted(entry, out long accepted))
            {
                await bundles.AddAsync(accepted, stretch, cancellationToken);
            }

            return stretch.Bundles.Count < BundlesAtOnce ? Taken.In : Taken.Last;
        }

        if (!PublicId.TryParse('x', entry.Exchange, out long exchange))
        {
            return Taken.In;
        }

        if (stretch.Bundles.Count > 0)
        {
            // It is about what was gathered, which must be there first.
            return Taken.NotYet;
        }

        await (entry.Action == LedgerAction.Erasure
            ? acts.EraseAsync(exchange, stretch, cancellationToken)
            : acts.AddAsync(exchange, entry.Outcome, stretch, cancellationToken));
        return Taken.In;
    }

    /// <inheritdoc/>
    protected override async Task WriteAsync(Projection stretch, Action<StoreSession, WriterState> keep, CancellationToken cancellationToken)
    {
        await Store.WriteAsync(new ProjectionWork(stretch, keep), cancellationToken);
        _nextRow = stretch.NextRow;
        table.Set(stretch.Heads);
        state.NoteRows(_nextRow - 1);
        (_untold, _told) = (stretch, 0);
    }

    /// <inheritdoc/>
    protected override Task MovedAsync(long place, CancellationToken cancellationToken)
    {
        state.Cursor = place;
        return TellAsync(cancellationToken);
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        for (; _untold is not null && _told < _followers.Count; _told++)
        {
            await _followers[_told](_untold, cancellationToken);
        }

        _untold = null;
    }

    /// <summary>Reads how far the repository is and how its records stand.</summary>
    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Dictionary<long, RecordHead> heads = [];
        HashSet<long> ended = [];
        long last = 0;
        while (await Store.Reader.RecordVersionsAfterAsync(last, RowsAtOnce, cancellationToken) is { Count: > 0 } rows)
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
        state.Cursor = await PlaceAsync(cancellationToken);
        _nextRow = last + 1;
        state.NoteRows(last);
        _loaded.TrySetResult();
    }
}
