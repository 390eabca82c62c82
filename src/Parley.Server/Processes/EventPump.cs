using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Engine.Expressions;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>Brings events and instances together, behind the commits of both, and starts instances by events.</summary>
internal sealed class EventPump(EventBoard board, ProcessRunner runner, ProcessTools tools, ServerOptions options, ILogger<EventPump> log) : BackgroundService
{
    private const string Cursor = "process-events";
    private const int PageSize = 500;

    private static readonly TimeSpan s_note = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(1);

    private long _noted;

    private Store Store => tools.Store;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await UntilDoneAsync(RecoverAsync, stoppingToken);
            Task noting = NoteAsync(stoppingToken);
            await foreach ((StoredEvent? stored, ProcessListenRow? listen, long from) in board.Waiting.ReadAllAsync(stoppingToken))
            {
                await UntilDoneAsync(t => stored is not null ? OfferAsync(stored.Id, stored.Event, stored.Exchanges, stored.Channels, t) : OfferPastAsync(listen!, t), stoppingToken);
                board.End(from);
            }

            await noting;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left is done again after the next start.
        }
    }

    private async Task UntilDoneAsync(Func<CancellationToken, Task> what, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await what(cancellationToken);
                return;
            }
            catch (StoreUnavailableException failure)
            {
                Log.ProcessesBehind(log, failure);
                await Task.Delay(s_again, cancellationToken);
            }
        }
    }

    // What was durable before the end and perhaps not brought together yet.
    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        await tools.Catalogue.RefreshAsync(cancellationToken);
        string? cursor = await Store.Reader.CursorAsync(Cursor, cancellationToken);
        long after = cursor is null ? 0 : long.Parse(cursor, CultureInfo.InvariantCulture) - 1;
        for (long last = after; await Store.Reader.ListensAfterAsync(last, PageSize, cancellationToken) is { Count: > 0 } listens; last = listens[^1].Id)
        {
            foreach (ProcessListenRow listen in listens)
            {
                await OfferPastAsync(listen, cancellationToken);
            }
        }

        for (long last = after; await Store.Reader.ProcessEventsAfterAsync(last, PageSize, cancellationToken) is { Count: > 0 } events; last = events[^1])
        {
            foreach (long id in events)
            {
                if (await ReadAsync(id, cancellationToken) is { } received)
                {
                    await OfferAsync(id, received, await ExchangesAsync(id, cancellationToken), tools.Channels.Of(received), cancellationToken);
                }
            }
        }
    }

    private async Task OfferAsync(
        long id, JqValue received, IReadOnlyCollection<long> exchanges, IReadOnlyList<long> channels, CancellationToken cancellationToken)
    {
        long after = 0;
        while (channels.Count > 0 && await Store.Reader.ListenersAsync(channels, id, after, PageSize, cancellationToken) is { Count: > 0 } listeners)
        {
            await runner.RoomAsync(cancellationToken);
            runner.Post([.. listeners.Select(l => (l, (Arrival)new Arrival.Offered(id, received, exchanges)))]);
            after = listeners[^1];
        }

        await tools.Catalogue.RefreshAsync(cancellationToken);
        foreach (KeptDefinition definition in tools.Catalogue.Latest.Where(d => d.Definition.Schedule?.Fitting(received).Count > 0))
        {
            string key = string.Create(CultureInfo.InvariantCulture, $"event:{id}");
            do
            {
                await runner.RoomAsync(cancellationToken);
            }
            while (await runner.StartAsync(definition, JqValue.FromItems([received]), key, cancellationToken, new StartWith { Exchanges = exchanges }) is null);
        }
    }

    private async Task OfferPastAsync(ProcessListenRow listen, CancellationToken cancellationToken)
    {
        long from = Math.Max(listen.Since, tools.OldestEvent);
        while (await Store.Reader.EventsOfChannelAsync(listen.Channel, from, PageSize, cancellationToken) is { Count: > 0 } events)
        {
            foreach (long id in events)
            {
                if (await ReadAsync(id, cancellationToken) is { } received)
                {
                    runner.Post([(listen.Process, new Arrival.Offered(id, received, await ExchangesAsync(id, cancellationToken)))]);
                }
            }

            from = events[^1] + 1;
        }
    }

    private Task<List<long>> ExchangesAsync(long id, CancellationToken cancellationToken) => Store.Reader.ProcessExchangesAsync(id, cancellationToken);

    private async Task<JqValue?> ReadAsync(long id, CancellationToken cancellationToken) =>
        await Store.Reader.ProcessEventAsync(id, Disclosure.PermitProcess(), cancellationToken) is { } content && JqValue.TryParse(content, out JqValue? received, out _)
            ? received
            : null;

    // Notes how far all is done, and forgets events whose time is over.
    private async Task NoteAsync(CancellationToken cancellationToken)
    {
        using PeriodicTimer timer = new(s_note, options.Time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            (long count, long done) = (board.Count, board.DoneBelow());
            if (count == _noted)
            {
                continue;
            }

            await UntilDoneAsync(
                async t =>
                {
                    await Store.WriteAsync(
                        new StatementWork(Statements.SetCursor, Cursor, done.ToString(CultureInfo.InvariantCulture), Clock.Microseconds(options.Time)), t);
                    await Store.WriteAsync(new StatementWork(Statements.DropProcessEventExchanges, tools.OldestEvent), t);
                    await Store.WriteAsync(new StatementWork(Statements.DropProcessEventChannels, tools.OldestEvent), t);
                    await Store.WriteAsync(new StatementWork(Statements.DropProcessEvents, tools.OldestEvent), t);
                    await Store.WriteAsync(new StatementWork(Statements.DropLifecycle, tools.OldestEvent), t);
                },
                cancellationToken);
            _noted = count;
        }
    }
}
