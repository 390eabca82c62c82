using System.Globalization;
using Parley.Engine.Evidence;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Exceptions;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>
/// Sends exchanges again as it is now: translated and decided anew by what is in force, to whom they were not delivered. What was delivered, or is on its way,
/// is not delivered again.
/// </summary>
internal sealed class Recovery(WorkspaceHost workspace, Store store, Journey journey, CaseGate gate, Disclosure disclosure, ServerOptions options)
{
    private const string Erased = "Its content has been erased, or is no longer kept.";

    private readonly AsyncLock _alone = new();

    /// <summary>What would happen, without any effect.</summary>
    public async Task<RecoveryPlan> PlanAsync(ExchangeRow row, Caller caller, CancellationToken cancellationToken)
    {
        List<DeliveryRow> deliveries = await store.Reader.DeliveriesAsync(row.Id, cancellationToken);
        List<ExceptionRow> open = [.. (await store.Reader.ExceptionsOfAsync(row.Id, cancellationToken)).Where(e => e.Status == ExceptionStatus.Open)];
        string state = StateOf(row, deliveries, open);
        if (!Disclosure.MayResend(caller, row.System))
        {
            return Cannot(row, state, "The exchange is another system's.", ServerIssues.NotPermitted);
        }

        if (row.Status is not (ExchangeStatus.Accepted or ExchangeStatus.Held))
        {
            return Cannot(row, state, row.Status == ExchangeStatus.Erased ? Erased : $"It is {StatusText.Of(row.Status)}.", ServerIssues.WrongState);
        }

        foreach (ExceptionRow exception in open)
        {
            if (await gate.HolderBesideAsync(caller, exception.Id, cancellationToken) is string holder)
            {
                return Cannot(row, state, $"{holder} holds its exception.", DeskIssues.Held);
            }
        }

        byte[]? body = await store.Reader.ContentAsync(row.Content, Disclosure.PermitTranslation(), cancellationToken);
        return body is null ? Cannot(row, state, Erased, ServerIssues.NotFound)
            : Plan(row, state, body, await ReachedAsync(row, deliveries, cancellationToken), deliveries, open);
    }

    /// <summary>Sends one again that was shown, when it still stands as it was shown.</summary>
    public async Task<RecoveryPlan> SendAsync(RecoveryPlan shown, Caller caller, CancellationToken cancellationToken)
    {
        if (!shown.Foreseen.Can)
        {
            return shown;
        }

        using (await _alone.EnterAsync(cancellationToken))
        {
            ExchangeRow row = await store.Reader.KnownExchangeAsync(shown.Exchange, cancellationToken);
            RecoveryPlan plan = await PlanAsync(row, caller, cancellationToken);
            if (plan.State != shown.State || plan.Prepared is not Prepared prepared)
            {
                return shown with { Foreseen = Foreseen.Changed(DeskIssues.NoPreview) };
            }

            await store.WriteAsync(WorkOf(row, prepared, plan.Exceptions, caller), cancellationToken);
            return shown with { Foreseen = Foreseen.Possible($"sent as {PublicId.Exchange(prepared.Record.Exchange.Id)}") };
        }
    }

    private RecoveryPlan Plan(
        ExchangeRow row, string state, byte[] body, HashSet<(string, string, int)> reached, List<DeliveryRow> deliveries, List<ExceptionRow> open)
    {
        if (!workspace.Current.Workspace.TryFind(row.System, row.Type, out SystemDefinition? source, out MessageTypeDefinition? type))
        {
            return Cannot(row, state, "The workspace no longer has the system or the message type.", ServerIssues.RecipientGone);
        }

        Prepared prepared = journey.Prepare(new Received
        {
            Source = source,
            Type = type,
            Body = body,
            Via = "replay",
            Deduplicate = false,
            CanRefuse = false,
            Cause = new Cause(row.Id, null, row.Correlation, row.Depth, row.Completion),
        });
        if (prepared.Status != ExchangeStatus.Accepted)
        {
            string codes = string.Join(", ", prepared.Issues.Where(i => i.Severity == Severity.Error).Select(i => i.Code.Code).Distinct());
            return Cannot(row, state, $"The message still has faults: {codes}.", ServerIssues.MessageRefused);
        }

        string rest = Keep(prepared.Record, reached);
        List<DeliveryRow> goes = prepared.Record.Deliveries;
        if (goes.Count == 0 && row.Status != ExchangeStatus.Held)
        {
            return new RecoveryPlan(row.Id, state, Foreseen.Impossible($"There is nobody to whom it did not go and could{rest}."));
        }

        string to = goes.Count == 0 ? "is translated again and goes to nobody" : $"goes to {string.Join(", ", goes.Select(d => d.Recipient))}";
        return new RecoveryPlan(row.Id, state, Foreseen.Possible(to + rest))
        {
            Prepared = prepared,
            Exceptions = [.. open.Where(e => IsEnded(e, row, deliveries, goes))],
        };
    }

    // What has reached its recipient, or may yet, does not go again; what cannot go stays the exception that it is, and leaves no further refusal.
    private static string Keep(ExchangeRecord record, HashSet<(string, string, int)> reached)
    {
        DeliveryRow[] open = [.. record.Deliveries.Where(d => !reached.Contains(RouteOf(d)))];
        HashSet<int> kept = [.. open.Where(d => d.Status == DeliveryStatus.Pending).Select(d => d.N)];
        string[] stay = [.. open.Where(d => !kept.Contains(d.N)).Select(d => $"{d.Recipient} ({record.Exceptions.First(e => e.N == d.N).Code})")];
        record.Deliveries.RemoveAll(d => !kept.Contains(d.N));
        record.Exceptions.RemoveAll(e => e.N is int n && !kept.Contains(n));
        record.Entries.RemoveAll(e => e.Action == LedgerAction.Refusal);
        return stay.Length == 0 ? "" : $"; not to {string.Join(", ", stay)}";
    }

    private static bool IsEnded(ExceptionRow exception, ExchangeRow row, List<DeliveryRow> deliveries, List<DeliveryRow> goes) =>
        exception.N is int n ? deliveries.Any(d => d.N == n && goes.Any(g => RouteOf(g) == RouteOf(d)))
        : row.Status == ExchangeStatus.Held && exception.Severity == "error" && exception.Code != SharingIssues.EmergencyReview.Code;

    // The ways that the exchange went or may yet go, by itself or by one that took its place; what a person set aside stays aside.
    private async Task<HashSet<(string, string, int)>> ReachedAsync(ExchangeRow row, List<DeliveryRow> deliveries, CancellationToken cancellationToken)
    {
        HashSet<(string, string, int)> reached = [.. deliveries.Where(d => d.Status is not (DeliveryStatus.Failed or DeliveryStatus.Withheld)).Select(RouteOf)];
        foreach (ExchangeRow replacement in (await store.Reader.CausedAsync(row.Id, cancellationToken)).Where(c => c.System == row.System && c.Via is "replay" or "resend" or "correction"))
        {
            reached.UnionWith((await store.Reader.DeliveriesAsync(replacement.Id, cancellationToken)).Select(RouteOf));
        }

        return reached;
    }

    private RecoveryWork WorkOf(ExchangeRow row, Prepared prepared, IReadOnlyList<ExceptionRow> exceptions, Caller caller)
    {
        long now = Clock.Microseconds(options.Time);
        LedgerEntry entry = new()
        {
            Action = LedgerAction.Authority,
            At = now,
            Actor = caller.Actor,
            OnBehalfOf = caller.OnBehalfOf,
            Organisation = disclosure.OrganisationOf(caller),
            Exchange = PublicId.Exchange(row.Id),
            Outcome = "replayed as it is now",
        };
        return new RecoveryWork(row, prepared.Record, exceptions, CaseGate.NameOf(caller), entry, now);
    }

    private string StateOf(ExchangeRow row, List<DeliveryRow> deliveries, List<ExceptionRow> open) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(int)row.Status} {workspace.Current.Version} {string.Join(',', deliveries.Select(d => (int)d.Status))} {string.Join(',', open.Select(e => e.Id))}");

    private static (string, string, int) RouteOf(DeliveryRow row) => (row.Recipient, row.Type, row.Route);

    private static RecoveryPlan Cannot(ExchangeRow row, string state, string why, IssueCode code) => new(row.Id, state, Foreseen.Impossible(why, code));
}
