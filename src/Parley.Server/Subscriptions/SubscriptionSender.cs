using Microsoft.Extensions.Logging;
using Parley.Engine.Workspace;
using Parley.Server.Delivery;
using Parley.Server.Operations;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Subscriptions;

/// <summary>
/// Delivers the events of one subscription in order, each at least once: its place is kept once the subscriber has taken them, and what it does not take is sent again
/// and again, ever later, until it does or has failed for too long.
/// </summary>
internal sealed class SubscriptionSender(
    Store store, SubscriberEvents source, WebhookClient client, AddressBreakers breakers, RepositoryState repository, ServerOptions options, ILogger<SubscriptionSender> log)
{
    /// <summary>How long a subscription may fail before it is paused.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    private const int NotedEvery = 5_000;

    private static readonly RetryDefinition s_retry = new() { First = TimeSpan.FromSeconds(1), Most = TimeSpan.FromMinutes(5) };
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private long Now => Clock.Microseconds(options.Time);

    /// <summary>Delivers until the subscription ends, or the token is cancelled.</summary>
    public async Task RunAsync(SubscriptionRow row, CancellationToken cancellationToken)
    {
        for (long noted = row.After; row.State == SubscriptionState.Active;)
        {
            Task changed = repository.Changed;
            if (await source.NextAsync(row, cancellationToken) is not (List<ChangeEvent> events, long last))
            {
                row = await EndAsync(row, SubscriptionState.Failed, "The workspace no longer lets the system be told at this address.", cancellationToken);
            }
            else if (events.Count > 0)
            {
                row = await DeliverAsync(row, events, last, cancellationToken);
                noted = row.After;
            }
            else if (last != row.After)
            {
                // Nothing that it may know of: to look through it again after a crash costs time and sends nothing.
                row = row with { After = last };
                noted = last - noted < NotedEvery ? noted : await MoveAsync(row, cancellationToken);
            }
            else
            {
                await Task.WhenAny(changed, Task.Delay(s_look, options.Time, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    private async Task<SubscriptionRow> DeliverAsync(SubscriptionRow row, List<ChangeEvent> events, long last, CancellationToken cancellationToken)
    {
        Uri address = new(row.Url);
        for (int at = 0; at < events.Count; at += row.Batch)
        {
            List<ChangeEvent> some = events.GetRange(at, Math.Min(row.Batch, events.Count - at));
            WebhookResult result = await SendAsync(row, address, some, cancellationToken);
            if (!result.Taken)
            {
                // What it may know of is asked anew before the next attempt.
                return await FailAsync(row, result, cancellationToken);
            }

            long after = at + some.Count == events.Count ? last : some[^1].Row.Id;
            await store.WriteAsync(new StatementWork(Statements.MoveSubscription, row.Id, after, some.Count, Now), cancellationToken);
            row = row with { After = after, Failures = 0, FailingSince = null };
            if (row.Rate is int rate)
            {
                await Task.Delay(TimeSpan.FromMinutes(1) / rate, options.Time, cancellationToken);
            }
        }

        return row;
    }

    private async Task<WebhookResult> SendAsync(SubscriptionRow row, Uri address, List<ChangeEvent> events, CancellationToken cancellationToken)
    {
        await breakers.EnterAsync(address, cancellationToken);
        try
        {
            WebhookResult result = await client.SendAsync(row, events, cancellationToken);
            breakers.Note(address, result.Taken || result.Gone);
            return result;
        }
        finally
        {
            breakers.Leave(address);
        }
    }

    private async Task<long> MoveAsync(SubscriptionRow row, CancellationToken cancellationToken)
    {
        await store.WriteAsync(new StatementWork(Statements.MoveSubscription, row.Id, row.After, 0L, Now), cancellationToken);
        return row.After;
    }

    private async Task<SubscriptionRow> FailAsync(SubscriptionRow row, WebhookResult result, CancellationToken cancellationToken)
    {
        if (result.Gone)
        {
            return await EndAsync(row, SubscriptionState.Gone, result.Error, cancellationToken);
        }

        row = row with { Failures = row.Failures + 1, FailingSince = row.FailingSince ?? Now };
        if (Now - row.FailingSince > Clock.Microseconds(Patience))
        {
            return await EndAsync(row, SubscriptionState.Failed, result.Error, cancellationToken);
        }

        await NoteFailureAsync(row, result.Error, cancellationToken);
        TimeSpan delay = Backoff.Delay(s_retry, row.Failures, result.RetryAfter, Random.Shared.NextDouble());
        await Task.Delay(delay, options.Time, cancellationToken);
        return row;
    }

    private async Task<SubscriptionRow> EndAsync(SubscriptionRow row, SubscriptionState state, string? error, CancellationToken cancellationToken)
    {
        row = row with { State = state };
        await NoteFailureAsync(row, error, cancellationToken);
        Log.SubscriptionEnded(log, PublicId.Subscription(row.Id), row.System, SubscriptionJson.StateOf(state), error ?? "");
        return row;
    }

    private Task NoteFailureAsync(SubscriptionRow row, string? error, CancellationToken cancellationToken) => store.WriteAsync(
        new StatementWork(Statements.FailSubscription, row.Id, (long)row.State, row.Failures, row.FailingSince, error, Now), cancellationToken);
}
