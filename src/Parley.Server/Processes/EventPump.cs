using System.Globalization;
using Microsoft.Extensions.Logging;
using Parley.Engine.Expressions;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>Brings events and instances together, behind the commits of both, and starts instances by events.</summary>
internal sealed class EventPump : PeriodicService
{
    private const string Cursor = "process-events";
    private const int PageSize = 500;

    private static readonly TimeSpan s_note = TimeSpan.FromSeconds(5);

    private readonly EventBoard _board;
    private readonly ProcessRunner _runner;
    private readonly StartsTogether _together;
    private readonly ProcessTools _tools;
    private bool _recovered;
    private long _notedAt;
    private long _noted;

    public EventPump(EventBoard board, ProcessRunner runner, StartsTogether together, ProcessTools tools, ServerOptions options, ILogger<EventPump> log)
        : base(s_note, options.Time, log)
    {
        (_board, _runner, _together, _tools, _notedAt) = (board, runner, together, tools, tools.Time.GetTimestamp());
        board.Added = Wake;
    }

    private Store Store => _tools.Store;

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        if (!_recovered)
        {
            await RecoverAsync(cancellationToken);
            _recovered = true;
        }

        await EachAsync(_board.Take(), task => BringTogetherAsync(task, cancellationToken), cancellationToken);
        if (_tools.Time.GetElapsedTime(_notedAt) >= s_note)
        {
            await NoteAsync(cancellationToken);
            _notedAt = _tools.Time.GetTimestamp();
        }
    }

    // What fails waits behind all others for the next pass, and is not done until it has been.
    private async Task BringTogetherAsync(EventTask task, CancellationToken cancellationToken)
    {
        try
        {
            await (task.Event is { } stored ? OfferAsync(stored.Id, stored.Event, stored.Exchanges, stored.Channels, cancellationToken) : OfferPastAsync(task.Listen!, cancellationToken));
        }
        catch
        {
            _board.Put(task);
            throw;
        }

        _board.End(task.From);
    }

    // What was durable before the end and perhaps not brought together yet.
    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        await _tools.Catalogue.RefreshAsync(cancellationToken);
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
                if (await _tools.EventAsync(id, cancellationToken) is { } received)
                {
                    await OfferAsync(id, received, await ExchangesAsync(id, cancellationToken), _tools.Channels.Of(received), cancellationToken);
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
            await _runner.RoomAsync(cancellationToken);
            _runner.Post([.. listeners.Select(l => (l, (Arrival)new Arrival.Offered(id, received, exchanges)))]);
            after = listeners[^1];
        }

        await _tools.Catalogue.RefreshAsync(cancellationToken);
        foreach (KeptDefinition definition in _tools.Catalogue.Latest.Where(d => d.Definition.Schedule?.Fitting(received).Count > 0))
        {
            if (definition.Definition.Schedule!.IsTogether)
            {
                await _together.OfferAsync(definition, id, received, cancellationToken);
            }
            else
            {
                string key = string.Create(CultureInfo.InvariantCulture, $"event:{id}");
                await _runner.StartPatientlyAsync(definition, JqValue.FromItems([received]), key, new StartWith { Exchanges = exchanges }, cancellationToken);
            }
        }
    }

    private async Task OfferPastAsync(ProcessListenRow listen, CancellationToken cancellationToken)
    {
        long from = Math.Max(listen.Since, _tools.OldestEvent);
        while (await Store.Reader.EventsOfChannelAsync(listen.Channel, from, PageSize, cancellationToken) is { Count: > 0 } events)
        {
            foreach (long id in events)
            {
                if (await _tools.EventAsync(id, cancellationToken) is { } received)
                {
                    _runner.Post([(listen.Process, new Arrival.Offered(id, received, await ExchangesAsync(id, cancellationToken)))]);
                }
            }

            from = events[^1] + 1;
        }
    }

    private Task<List<long>> ExchangesAsync(long id, CancellationToken cancellationToken) => Store.Reader.ProcessExchangesAsync(id, cancellationToken);

    // Notes how far all is done, and forgets events whose time is over.
    private async Task NoteAsync(CancellationToken cancellationToken)
    {
        (long count, long done) = (_board.Count, _board.DoneBelow());
        if (count == _noted)
        {
            return;
        }

        await Store.WriteAsync(
            new StatementWork(Statements.SetCursor, Cursor, done.ToString(CultureInfo.InvariantCulture), Clock.Microseconds(_tools.Time)), cancellationToken);
        foreach (Statement statement in (Statement[])[Statements.DropProcessEventExchanges, Statements.DropProcessEventChannels, Statements.DropProcessEvents])
        {
            await Store.WriteAsync(new StatementWork(statement, _tools.OldestEvent), cancellationToken);
        }

        _noted = count;
    }
}
