using Microsoft.Extensions.Logging;
using Parley.Engine.Evidence;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>
/// Runs live shadows: follows the ledger and the instances that have ended, each shadow from its own place, behind the flow. Nothing is queued: what has not been
/// looked at stands in the ledger. One that falls too far behind passes over what is oldest, and says how much. Where no shadow runs, it does nothing.
/// </summary>
internal sealed class LiveShadowFollower(LiveShadows shadows, LiveShadowRun run, Store store, ServerOptions options, ILogger<LiveShadowFollower> log)
    : PeriodicService(s_every, options.Time, log)
{
    /// <summary>The most entries of the ledger that a shadow is behind.</summary>
    public const long MostBehind = 20_000;

    private const int ExchangesAtOnce = 50;
    private const int EntriesAtOnce = 2_000;
    private const int InstancesAtOnce = 20;

    private static readonly TimeSpan s_every = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(30);

    private readonly EntryReader _entries = new();
    private bool _isSwept;

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        await shadows.LoadAsync(cancellationToken);
        if (!_isSwept)
        {
            await store.WriteAsync(new StatementWork(Statements.DropLiveShadowFindings, Clock.Microseconds(options.Time) - Clock.Microseconds(s_kept)), cancellationToken);
            _isSwept = true;
        }

        bool more = shadows.Count > 0;
        while (more)
        {
            cancellationToken.ThrowIfCancellationRequested();
            more = false;
            await EachAsync(shadows.Running, async shadow => more |= await FollowAsync(shadow, cancellationToken), cancellationToken);
        }
    }

    // A stretch of one; true when it has more to do at once.
    private async Task<bool> FollowAsync(LiveShadow shadow, CancellationToken cancellationToken)
    {
        bool more = await FollowExchangesAsync(shadow, cancellationToken) | await FollowInstancesAsync(shadow, cancellationToken);
        if (shadow.HasChanged)
        {
            await store.WriteAsync(shadow.ToWork(), cancellationToken);
            shadow.Written();
        }

        if (shadow.Row.Until <= Clock.Microseconds(options.Time))
        {
            await shadows.EndAsync(shadow, cancellationToken);
        }

        return more;
    }

    private async Task<bool> FollowExchangesAsync(LiveShadow shadow, CancellationToken cancellationToken)
    {
        long head = store.LedgerHead;
        if (head - shadow.Row.Place > MostBehind)
        {
            long to = head - (MostBehind / 2);
            shadow.MoveTo(to, to - shadow.Row.Place);
        }

        int looked = 0;
        long until = Math.Min(head, shadow.Row.Place + EntriesAtOnce);
        await foreach ((long number, byte[] bytes) in store.Ledger.EntriesAsync(shadow.Row.Place, until, cancellationToken))
        {
            looked += await TakeAsync(shadow, bytes, cancellationToken) ? 1 : 0;
            shadow.MoveTo(number + 1);
            if (looked >= ExchangesAtOnce)
            {
                break;
            }
        }

        return shadow.Row.Place < head;
    }

    private async Task<bool> TakeAsync(LiveShadow shadow, byte[] bytes, CancellationToken cancellationToken)
    {
        bool isCollection = bytes.AsSpan().IndexOf("\"collection\""u8) >= 0;
        if (!isCollection && bytes.AsSpan().IndexOf("\"agreement\""u8) < 0 && bytes.AsSpan().IndexOf("\"authority\""u8) < 0)
        {
            return false;
        }

        LedgerEntry? entry = _entries.Read(bytes);
        if (entry?.Action is LedgerAction.Agreement or LedgerAction.Authority)
        {
            // Who may have what has changed: both are to run by it from here on.
            shadow.World = null;
        }

        return entry?.Action == LedgerAction.Collection && PublicId.TryParse('x', entry.Exchange, out long id) && await run.TakeAsync(shadow, id, cancellationToken);
    }

    private async Task<bool> FollowInstancesAsync(LiveShadow shadow, CancellationToken cancellationToken)
    {
        // What ended a moment ago may still have others committed before it.
        long before = Clock.Microseconds(options.Time) - Clock.Microseconds(s_settle);
        List<ProcessRow> rows = await store.Reader.ProcessesEndedAfterAsync((shadow.Row.Changed, shadow.Row.Instance), before, InstancesAtOnce, cancellationToken);
        foreach (ProcessRow row in rows)
        {
            if (shadow.Row.Process is null || shadow.Row.Process == row.Name)
            {
                await run.TakeAsync(shadow, row, cancellationToken);
            }

            shadow.MoveTo(row);
        }

        return rows.Count == InstancesAtOnce;
    }
}
