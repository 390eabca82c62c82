using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Engine.Dictionary;
using Parley.Engine.Evidence;
using Parley.Engine.Expressions;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>
/// Makes an event of each message that was accepted, for the processes that wait for it or start by it. It follows the ledger, behind the flow, and keeps its
/// place in the transaction that keeps the event; where no process listens to exchanges, it does nothing.
/// </summary>
internal sealed class ExchangeFollower(
    ProcessRunner runner, ProcessTools tools, StoredBundles bundles, Disclosure disclosure, WorkspaceHost workspace, ServerOptions options, ILogger<ExchangeFollower> log)
    : BackgroundService
{
    /// <summary>What the types of these events begin with; the type of the message's subject follows.</summary>
    public const string TypePrefix = "parley.exchange.";

    private const string Cursor = "process-exchanges";
    private const int Stretch = 1000;

    private static readonly TimeSpan s_every = TimeSpan.FromMilliseconds(200);

    private readonly EntryReader _entries = new();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(s_every, options.Time);
        long? next = null;
        try
        {
            do
            {
                try
                {
                    next = await FollowAsync(next, stoppingToken);
                }
                catch (StoreUnavailableException failure)
                {
                    Log.ProcessesBehind(log, failure);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // It goes on from its place after the next start.
        }
    }

    private async Task<long?> FollowAsync(long? next, CancellationToken cancellationToken)
    {
        await tools.Catalogue.RefreshAsync(cancellationToken);
        if (!workspace.Current.Workspace.Dictionary.TypeList.Any(t => IsWanted(TypePrefix + t.Name)))
        {
            return null;
        }

        long head = tools.Store.LedgerHead;
        if (next is null)
        {
            // What was exchanged before any process listened starts none: the first time it begins at the ledger's end.
            string? place = await tools.Store.Reader.CursorAsync(Cursor, cancellationToken);
            next = place is null ? head : long.Parse(place, CultureInfo.InvariantCulture);
            if (place is null)
            {
                await NoteAsync(head, cancellationToken);
            }
        }

        long noted = next.Value;
        await foreach ((long number, byte[] bytes) in tools.Store.Ledger.EntriesAsync(next.Value, head, cancellationToken))
        {
            if (bytes.AsSpan().IndexOf("\"collection\""u8) >= 0 && _entries.Read(bytes) is { Action: LedgerAction.Collection } entry
                && await EventAsync(entry, cancellationToken) is { } made)
            {
                _ = PublicId.TryParse('x', entry.Exchange, out long exchange);
                await runner.PublishAsync(made, [exchange], (session, state) => Note(session, state.Now, number + 1), cancellationToken);
                noted = number + 1;
            }

            next = number + 1;
        }

        if (next > noted + Stretch)
        {
            await NoteAsync(next.Value, cancellationToken);
        }

        return next;
    }

    private Task NoteAsync(long place, CancellationToken cancellationToken) => tools.Store.WriteAsync(
        new StatementWork(Statements.SetCursor, Cursor, place.ToString(CultureInfo.InvariantCulture), Clock.Microseconds(options.Time)), cancellationToken);

    private static void Note(StoreSession session, long now, long place) =>
        session.Execute(Statements.SetCursor, Cursor, place.ToString(CultureInfo.InvariantCulture), now);

    private bool IsWanted(string type) =>
        tools.Catalogue.Known.Any(d => d.Points.Any(p => p.MayTake(type))) || tools.Catalogue.Latest.Any(d => d.Definition.Schedule?.MayTake(type) == true);

    private async Task<JqValue?> EventAsync(LedgerEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Outcome != StatusText.Of(ExchangeStatus.Accepted) || !PublicId.TryParse('x', entry.Exchange, out long id)
            || await tools.Store.Reader.ExchangeAsync(id, cancellationToken) is not { } row || row.Via == "notice" || row.SubjectType is not string subject
            || !IsWanted(TypePrefix + subject))
        {
            return null;
        }

        return JqValue.FromMembers(
        [
            new("specversion", JqValue.From("1.0")),
            new("id", JqValue.From(entry.Exchange)),
            new("source", JqValue.From("/systems/" + row.System)),
            new("type", JqValue.From(TypePrefix + subject)),
            new("time", JqValue.From(Clock.Moment(row.Received).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture))),
            new("link", JqValue.From("/v1/exchanges/" + entry.Exchange)),
            new("messagetype", JqValue.From(row.Type)),
            new("correlation", JqValue.From(PublicId.Exchange(row.Correlation))),
            .. row.Reference is null ? Array.Empty<KeyValuePair<string, JqValue>>() : [new("subject", JqValue.From(row.Reference))],
            new("data", await DataAsync(row, cancellationToken)),
        ]);
    }

    // What the organisation that runs the processes may see of it, and no more; of what it may see nothing, the event says only that it came.
    private async Task<JqValue> DataAsync(ExchangeRow row, CancellationToken cancellationToken)
    {
        if (!workspace.Current.Workspace.Systems.TryGetValue(row.System, out SystemDefinition? system)
            || await bundles.ReadAsync(row, Disclosure.PermitTranslation(), cancellationToken) is not Bundle bundle)
        {
            return JqValue.Null;
        }

        Decision decision = disclosure.DecideForProcess(system.Organisation, bundle);
        await tools.Store.WriteAsync(
            new LedgerWork(new LedgerEntry
            {
                Action = LedgerAction.Consultation,
                At = Clock.Microseconds(options.Time),
                Actor = "platform",
                Organisation = tools.Organisation,
                Reason = "processes",
                Exchange = PublicId.Exchange(row.Id),
                Withheld = decision.Withheld.Count,
                Outcome = decision.Permitted is null ? "refused" : "process",
            }),
            cancellationToken);
        return decision.Permitted is null ? JqValue.Null : BundleValue.Of(decision.Permitted);
    }
}
