using System.Globalization;
using Microsoft.Extensions.Logging;
using Parley.Engine.Dictionary;
using Parley.Engine.Evidence;
using Parley.Engine.Expressions;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Ledger;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>
/// Makes an event of each message that was accepted, for the processes that wait for it or start by it, behind the flow. Where no process listens to exchanges, it
/// does nothing; what was exchanged before any process listened starts none.
/// </summary>
internal sealed class ExchangeFollower(
    ProcessRunner runner, ProcessTools tools, StoredBundles bundles, Disclosure disclosure, WorkspaceHost workspace, ServerOptions options, ILogger<ExchangeFollower> log)
    : LedgerFollower<List<ExchangeFollower.Made>>("process-exchanges", TimeSpan.FromMilliseconds(200), tools.Store, options.Time, log)
{
    /// <summary>What the types of these events begin with; the type of the message's subject follows.</summary>
    public const string TypePrefix = "parley.exchange.";

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        await tools.Catalogue.RefreshAsync(cancellationToken);
        if (workspace.Current.Workspace.Dictionary.TypeList.Any(t => IsWanted(TypePrefix + t.Name)))
        {
            await base.DoAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override List<Made> Begin() => [];

    /// <inheritdoc/>
    protected override bool IsEmpty(List<Made> stretch) => stretch.Count == 0;

    /// <inheritdoc/>
    protected override async Task<Taken> TakeAsync(LedgerEntry entry, List<Made> stretch, CancellationToken cancellationToken)
    {
        if (!TryAccepted(entry, out long exchange) || await EventAsync(exchange, cancellationToken) is not { } made)
        {
            return Taken.In;
        }

        stretch.Add(new Made(made, exchange));
        return Taken.Last;
    }

    /// <inheritdoc/>
    protected override Task WriteAsync(List<Made> stretch, Action<StoreSession, WriterState> keep, CancellationToken cancellationToken) =>
        runner.PublishAsync(stretch[0].Event, [stretch[0].Exchange], keep, cancellationToken);

    private bool IsWanted(string type) =>
        tools.Catalogue.Known.Any(d => d.Points.Any(p => p.MayTake(type))) || tools.Catalogue.Latest.Any(d => d.Definition.Schedule?.MayTake(type) == true);

    private async Task<JqValue?> EventAsync(long exchange, CancellationToken cancellationToken)
    {
        if (await Store.Reader.ExchangeAsync(exchange, cancellationToken) is not { } row || row.Via == "notice" || row.SubjectType is not string subject
            || !IsWanted(TypePrefix + subject))
        {
            return null;
        }

        string id = PublicId.Exchange(exchange);
        return JqValue.FromMembers(
        [
            new("specversion", JqValue.From("1.0")),
            new("id", JqValue.From(id)),
            new("source", JqValue.From("/systems/" + row.System)),
            new("type", JqValue.From(TypePrefix + subject)),
            new("time", JqValue.From(Clock.Moment(row.Received).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture))),
            new("link", JqValue.From("/v1/exchanges/" + id)),
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
        await Store.WriteAsync(
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

    /// <summary>An event and the exchange that it was made of.</summary>
    internal sealed record Made(JqValue Event, long Exchange);
}
