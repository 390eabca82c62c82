using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Delivery;

/// <summary>The queues of all recipients: takes deliveries over from the writer, and back from the store after a start.</summary>
internal sealed class DeliveryHub(Store store, DeliveryRunner runner, WorkspaceHost workspace, Connectors connectors, ServerOptions options, ILogger<DeliveryHub> log)
    : IHostedService
{
    private const string Cursor = "deliveries";
    private const string Ended = "ended ";

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<string, RecipientQueue> _queues = new(StringComparer.Ordinal);

    /// <summary>The queues, for metrics and tests.</summary>
    public IReadOnlyCollection<RecipientQueue> Queues => [.. _queues.Values];

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        string? ended = await store.Reader.CursorAsync(Cursor, cancellationToken);
        store.UnsureUpTo = ended?.StartsWith(Ended, StringComparison.Ordinal) == true
            ? long.Parse(ended.AsSpan(Ended.Length), CultureInfo.InvariantCulture)
            : store.SequenceAtStart;
        await MarkAsync("running", cancellationToken);
        List<(string Recipient, long Count)> pending = await store.Reader.PendingRecipientsAsync(cancellationToken);
        foreach ((string recipient, long count) in pending)
        {
            Log.Recovered(log, recipient, count);
            QueueOf(recipient).ExpectBacklog();
        }

        // Every queue knows of its backlog before the first delivery runs: a reply may bring new deliveries for any of them at once, and
        // those come after the backlog.
        store.DeliveryCommitted = row => QueueOf(row.Recipient).Offer(row);
        workspace.Changed += connectors.Forget;
        foreach ((string recipient, _) in pending)
        {
            QueueOf(recipient).Start();
        }
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (RecipientQueue queue in _queues.Values)
        {
            queue.Stop();
        }

        // What is under way is given time to finish; what does not is tried again by the next server under the same idempotency key.
        long started = options.Time.GetTimestamp();
        while (_queues.Values.Any(q => q.IsBusy) && options.Time.GetElapsedTime(started) < options.DrainTimeout && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(s_look, CancellationToken.None);
        }

        if (!_queues.Values.Any(q => q.IsBusy))
        {
            // Nothing is under way: the next server need suppose nothing of what this one sent.
            await MarkAsync(string.Create(CultureInfo.InvariantCulture, $"{Ended}{store.UnsureUpTo}"), CancellationToken.None);
        }

        runner.Abort();
        foreach (RecipientQueue queue in _queues.Values)
        {
            queue.Dispose();
        }
    }

    private async Task MarkAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            await store.WriteAsync(new StatementWork(Statements.SetCursor, Cursor, text, Clock.Microseconds(options.Time)), cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            // Without the mark the next server supposes that everything pending may have been sent, which is the safe side.
        }
    }

    private RecipientQueue QueueOf(string recipient) => _queues.GetOrAdd(recipient, static (name, r) => new RecipientQueue(name, r), runner);
}
