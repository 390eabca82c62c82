using System.Globalization;
using Microsoft.Extensions.Logging;
using Parley.Engine.Evidence;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Ledger;

/// <summary>
/// Follows the ledger behind the flow. That is written in the order of commits with each exchange and each act, so that a place in it says exactly what has been
/// taken in. The place is kept in the transaction that writes what came of the entries: nothing is lost by a crash, and nothing taken in twice.
/// </summary>
/// <typeparam name="TStretch">What is gathered of some entries, to be written at once.</typeparam>
/// <param name="cursor">The name that the place is kept under.</param>
/// <param name="every">How often it looks for entries.</param>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
/// <param name="log">The log.</param>
internal abstract class LedgerFollower<TStretch>(string cursor, TimeSpan every, Store store, TimeProvider time, ILogger log) : PeriodicService(every, time, log)
{
    private const int EntriesAtOnce = 2000;
    private const int MostTries = 5;
    private const int Busy = 16;
    private const int MostBehind = 100_000;

    private static readonly TimeSpan s_yield = TimeSpan.FromMilliseconds(20);

    private readonly EntryReader _entries = new();
    private readonly Dictionary<long, int> _tries = [];
    private long? _place;
    private long _kept;

    /// <summary>The store.</summary>
    protected Store Store { get; } = store;

    /// <summary>Where it begins when it has never followed: at the end, for what was exchanged before is none of its business.</summary>
    protected virtual long Beginning => Store.LedgerHead;

    /// <summary>Whether an entry at which it fails again and again may be passed over, for the sake of those after it.</summary>
    protected virtual bool MayPassOver => true;

    /// <summary>Takes in all that is committed now.</summary>
    public Task CatchUpAsync(CancellationToken cancellationToken) => PassAsync(cancellationToken);

    /// <summary>Begins to gather.</summary>
    protected abstract TStretch Begin();

    /// <summary>Whether what was gathered comes to nothing.</summary>
    protected abstract bool IsEmpty(TStretch stretch);

    /// <summary>Whether an entry need be read at all, by its bytes.</summary>
    protected virtual bool MayMatter(ReadOnlySpan<byte> entry) => entry.IndexOf("\"collection\""u8) >= 0;

    /// <summary>Takes an entry into a stretch. Nothing may come of it before that is written.</summary>
    protected abstract Task<Taken> TakeAsync(LedgerEntry entry, TStretch stretch, CancellationToken cancellationToken);

    /// <summary>Writes a stretch that is not empty.</summary>
    /// <param name="stretch">The stretch.</param>
    /// <param name="keep">Notes the place after it; to be done in the same transaction.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    protected abstract Task WriteAsync(TStretch stretch, Action<StoreSession, WriterState> keep, CancellationToken cancellationToken);

    /// <summary>Called when all before a place has been taken in.</summary>
    protected virtual Task MovedAsync(long place, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        for (long place = await PlaceAsync(cancellationToken), head = Store.LedgerHead; place < head; head = Store.LedgerHead)
        {
            place = await FollowAsync(place, head, cancellationToken);
        }
    }

    /// <summary>The first entry that it has not taken in. Where it begins is settled when this is first asked.</summary>
    protected async Task<long> PlaceAsync(CancellationToken cancellationToken)
    {
        if (_place is long known)
        {
            return known;
        }

        string? kept = await Store.Reader.CursorAsync(cursor, cancellationToken);
        long place = kept is null ? Beginning : long.Parse(kept, CultureInfo.InvariantCulture);
        if (kept is null)
        {
            // At once, be it 0: what comes in from now on is its business, whatever happens before it first writes.
            await Store.WriteAsync(new StatementsWork(Keep(place)), cancellationToken);
        }

        (_place, _kept) = (place, place);
        return place;
    }

    /// <summary>The exchange that an entry says was accepted.</summary>
    protected static bool TryAccepted(LedgerEntry entry, out long exchange)
    {
        exchange = 0;
        return entry.Action == LedgerAction.Collection && entry.Outcome == StatusText.Of(ExchangeStatus.Accepted) && PublicId.TryParse('x', entry.Exchange, out exchange);
    }

    private Action<StoreSession, WriterState> Keep(long place) =>
        (session, state) => session.Execute(Statements.SetCursor, cursor, place.ToString(CultureInfo.InvariantCulture), state.Now);

    private async Task<long> FollowAsync(long place, long head, CancellationToken cancellationToken)
    {
        TStretch stretch = Begin();
        long next = place;
        await foreach ((long number, byte[] bytes) in Store.Ledger.EntriesAsync(place, head, cancellationToken))
        {
            LedgerEntry? entry = MayMatter(bytes) ? _entries.Read(bytes) : null;
            Taken taken = entry is null ? Taken.In : await TryTakeAsync(number, entry, stretch, cancellationToken);
            if (taken == Taken.NotYet)
            {
                await EndAsync(stretch, number, cancellationToken);
                stretch = Begin();
                taken = await TryTakeAsync(number, entry!, stretch, cancellationToken);
            }

            next = number + 1;
            if (taken == Taken.Last || next - _place >= EntriesAtOnce)
            {
                await EndAsync(stretch, next, cancellationToken);
                stretch = Begin();
            }
        }

        if (next != head)
        {
            throw new InvalidOperationException($"The ledger ends at entry {next} and should have {head}: run 'parley ledger verify'.");
        }

        await EndAsync(stretch, next, cancellationToken);
        return next;
    }

    private async Task EndAsync(TStretch stretch, long place, CancellationToken cancellationToken)
    {
        if (!IsEmpty(stretch))
        {
            await WriteAsync(stretch, Keep(place), cancellationToken);
            _kept = place;
        }
        else if (place - _kept >= EntriesAtOnce)
        {
            // Not each time: to read entries again after a crash that came to nothing comes to nothing again.
            await Store.WriteAsync(new StatementsWork(Keep(place)), cancellationToken);
            _kept = place;
        }

        _place = place;
        _tries.Clear();
        await MovedAsync(place, cancellationToken);
        if (Store.Waiting >= Busy && Store.LedgerHead - place < MostBehind)
        {
            // Deposits come first: what follows them may be behind a while, they may not wait.
            await Task.Delay(s_yield, cancellationToken);
        }
    }

    private async Task<Taken> TryTakeAsync(long number, LedgerEntry entry, TStretch stretch, CancellationToken cancellationToken)
    {
        try
        {
            return await TakeAsync(entry, stretch, cancellationToken);
        }
        catch (Exception poison) when (MayPassOver && poison is not StoreUnavailableException && !cancellationToken.IsCancellationRequested)
        {
            int times = _tries[number] = _tries.GetValueOrDefault(number) + 1;
            if (times < MostTries)
            {
                throw;
            }

            if (times == MostTries)
            {
                Meters.PassedOver.Add(1, new KeyValuePair<string, object?>("service", Name));
                Log.EntryPassedOver(Logger, Name, number, times, poison);
            }

            return Taken.In;
        }
    }
}
