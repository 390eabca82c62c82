using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Subscriptions;

/// <summary>Keeps a sender at work for each active subscription.</summary>
internal sealed class SubscriptionPump(Store store, SubscriptionSender sender, ServerOptions options, ILogger<SubscriptionPump> log)
    : PeriodicService(Timeout.InfiniteTimeSpan, options.Time, log), IGaugeSource
{
    private static readonly TimeSpan s_afterFault = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<long, (CancellationTokenSource Stop, Task Run)> _running = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();

    /// <summary>Sets a sender to work, unless one is.</summary>
    public void Start(SubscriptionRow row)
    {
        lock (_gate)
        {
            if (!_running.ContainsKey(row.Id))
            {
                CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
                _running[row.Id] = (stop, Task.Run(() => RunAsync(row, stop.Token), CancellationToken.None));
            }
        }
    }

    /// <summary>Takes a sender off work, and waits until it has ended.</summary>
    public async Task EndAsync(long subscription)
    {
        if (_running.TryRemove(subscription, out (CancellationTokenSource Stop, Task Run) running))
        {
            await running.Stop.CancelAsync();
            await running.Run;
            running.Stop.Dispose();
        }
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, string Help, string Labels, double Value)> Read()
    {
        yield return ("parley_subscriptions_active", "Subscriptions to change events that are being delivered.", "", _running.Count(r => !r.Value.Run.IsCompleted));
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _stopping.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _stopping.CancelAsync();
        await Task.WhenAll(_running.Values.Select(r => r.Run));
    }

    /// <summary>Takes up those that were active before the start; requests may have set others to work already.</summary>
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        foreach (SubscriptionRow row in await store.Reader.SubscriptionsAsync(null, long.MaxValue, int.MaxValue, cancellationToken))
        {
            if (row.State == SubscriptionState.Active)
            {
                Start(row);
            }
        }
    }

    private async Task RunAsync(SubscriptionRow row, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await sender.RunAsync(row, cancellationToken);
                return;
            }
            catch (Exception failure)
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    return;
                }

                // The last guard of the loop: what is stored says how far it is, and it goes on from there.
                Log.SubscriptionFault(Logger, PublicId.Subscription(row.Id), failure);
            }

            row = await AgainAsync(row, cancellationToken);
        }
    }

    private async Task<SubscriptionRow> AgainAsync(SubscriptionRow row, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(s_afterFault, options.Time, cancellationToken);
            return await store.Reader.SubscriptionAsync(row.Id, cancellationToken) ?? row;
        }
        catch (Exception)
        {
            // The next attempt says what is wrong.
            return row;
        }
    }
}
