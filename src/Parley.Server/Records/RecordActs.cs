using Parley.Engine.Workspace;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary>What the owner of a record may do to what was exchanged: correct, re-grade, withdraw, erase. Who may ask is the caller's to check.</summary>
internal sealed class RecordActs(
    Store store, WorkspaceHost workspace, NoticeWriter notices, Eraser eraser, ActEvidence evidence, ServerOptions options)
{
    private const int Page = 200;

    /// <summary>Tells everyone who has it that another marking applies.</summary>
    public async Task<ActRow> RegradeAsync(ExchangeRow row, ActRequest request, CancellationToken cancellationToken)
    {
        CheckThere(row);
        List<DeliveryRow> deliveries = await store.Reader.DeliveriesAsync(row.Id, cancellationToken);
        ActRow act = await NewActAsync(row, deliveries, Act.Regrade, request, cancellationToken) with { Marking = request.Marking };
        await store.WriteAsync(
            new ActWork(act) { Notices = Tell(act, row, deliveries.Where(d => evidence.MayHave(d) || d.Status == DeliveryStatus.Pending)) }, cancellationToken);
        return act;
    }

    /// <summary>Stops what has not gone out, and asks everyone who has it to use it no longer.</summary>
    public async Task<ActRow> WithdrawAsync(ExchangeRow row, ActRequest request, CancellationToken cancellationToken)
    {
        CheckThere(row);
        List<DeliveryRow> deliveries = await store.Reader.DeliveriesAsync(row.Id, cancellationToken);
        ActRow act = await NewActAsync(row, deliveries, Act.Withdraw, request, cancellationToken);
        List<NoticeDraft> told = Tell(act, row, deliveries.Where(evidence.MayHave));
        List<DeliveryRow> stopped = Pending(deliveries);
        await store.WriteAsync(
            new ActWork(act)
            {
                Status = ExchangeStatus.Withdrawn,
                Stopped = stopped,
                Notices = told,
                Unknown = await evidence.UnknownAsync(stopped, cancellationToken),
            },
            cancellationToken);
        return act;
    }

    /// <summary>Erases it, with what was answered to it and what took its place, and asks everyone who has it to erase it too.</summary>
    /// <exception cref="ProblemException">A hold is on it (409), or it has been erased.</exception>
    public async Task<ActRow> EraseAsync(ExchangeRow row, ActRequest request, CancellationToken cancellationToken)
    {
        CheckThere(row);
        List<ExchangeRow> family = await eraser.FamilyAsync(row, cancellationToken);
        List<DeliveryRow> deliveries = await store.Reader.DeliveriesAsync(row.Id, cancellationToken);
        ActRow act = await NewActAsync(row, deliveries, Act.Erase, request, cancellationToken) with { Done = null };
        List<ExchangeRow> successors = await SuccessorsAsync(row, cancellationToken);
        List<NoticeDraft> told = Tell(act, row, deliveries.Where(evidence.MayHave));
        List<DeliveryRow> stopped = Pending(deliveries);
        ActWork work = new(act)
        {
            Status = ExchangeStatus.Erased,
            Stopped = stopped,
            Notices = told,
            Unknown = await evidence.UnknownAsync(stopped, cancellationToken),
            Losing = [.. family.Concat(successors).Select(f => HeldAs.Of(f, store.Keys))],
        };
        await store.WriteAsync(work, cancellationToken);
        if (work.HeldBy is HoldRow hold)
        {
            throw new ProblemException(new Problem(409, RecordIssues.OnHold, $"{PublicId.Hold(hold.Id)} is in force: {hold.Reason}", "address: id")
            {
                Exchange = PublicId.Exchange(row.Id),
            });
        }

        // From here on it is done whoever gives up waiting.
        await eraser.EraseAsync(act, CancellationToken.None);
        foreach (ExchangeRow successor in successors.Where(s => s.Status != ExchangeStatus.Erased))
        {
            await EraseAsync(successor, request with { Origin = "act:" + PublicId.Act(act.Id) }, CancellationToken.None);
        }

        return act with { Done = Clock.Microseconds(options.Time) };
    }

    /// <summary>Records a corrected message, which goes to those who were given the first, and tells them.</summary>
    public async Task<ActRow> CorrectAsync(ExchangeRow row, ExchangeRecord corrected, ActRequest request, CancellationToken cancellationToken)
    {
        CheckThere(row);
        List<DeliveryRow> first = [.. (await store.Reader.DeliveriesAsync(row.Id, cancellationToken)).Where(d => d.Status != DeliveryStatus.Withheld)];
        corrected.Deliveries.RemoveAll(d => !first.Exists(f => Same(f, d)));
        corrected.Exceptions.RemoveAll(e => e.N is int n && !corrected.Deliveries.Exists(d => d.N == n));
        ActRow act = await NewActAsync(row, first, Act.Correct, request, cancellationToken) with { Replacement = corrected.Exchange.Id };
        List<NoticeDraft> told = [];
        foreach (DeliveryRow delivery in first.Where(evidence.MayHave))
        {
            told.Add(notices.Write(act, row, delivery, corrected.Deliveries.Exists(d => Same(delivery, d) && d.Status == DeliveryStatus.Pending)));
        }

        List<DeliveryRow> stopped = Pending(first);
        await store.WriteAsync(
            new ActWork(act)
            {
                Status = ExchangeStatus.Corrected,
                Stopped = stopped,
                Notices = told,
                Unknown = await evidence.UnknownAsync(stopped, cancellationToken),
                Replacement = corrected,
            },
            cancellationToken);
        return act;
    }

    /// <summary>Stops everything that has not gone out under an agreement, and asks everyone who was given something under it to use it no longer.</summary>
    /// <returns>How many exchanges it concerned.</returns>
    public async Task<int> WithdrawAgreementAsync(string agreementId, string by, string reason, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(agreementId);
        HashSet<long> seen = [];
        long after = 0;
        while (true)
        {
            List<DeliveryRow> page = await store.Reader.DeliveriesUnderAsync(agreementId, after, Page, cancellationToken);
            foreach (IGrouping<long, DeliveryRow> group in page.GroupBy(d => d.Exchange))
            {
                seen.Add(group.Key);
                await WithdrawUnderAsync(agreementId, group, by, reason, cancellationToken);
            }

            if (page.Count < Page)
            {
                return seen.Count;
            }

            after = page[^1].Seq;
        }
    }

    /// <summary>Takes up again what was cut short.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        foreach (ActRow act in await store.Reader.OpenActsAsync(cancellationToken))
        {
            if (await store.Reader.ExchangeAsync(act.Exchange, cancellationToken) is not ExchangeRow row)
            {
                await eraser.EraseAsync(act, cancellationToken);
                continue;
            }

            List<DeliveryRow> deliveries = await store.Reader.DeliveriesAsync(row.Id, cancellationToken);
            await eraser.EraseAsync(act with { Subjects = await evidence.SubjectsAsync(row, deliveries, cancellationToken) }, cancellationToken);

            foreach (ExchangeRow successor in (await SuccessorsAsync(row, cancellationToken)).Where(s => s.Status != ExchangeStatus.Erased))
            {
                await EraseAsync(successor, new ActRequest(act.By, act.Organisation, act.Reason) { Origin = "act:" + PublicId.Act(act.Id) }, cancellationToken);
            }
        }
    }

    /// <summary>Tells a recipient that was reached after an act had begun.</summary>
    public async Task TellLateAsync(long actId, long exchange, int n, CancellationToken cancellationToken)
    {
        ActRow? act = await store.Reader.ActAsync(actId, cancellationToken);
        ExchangeRow? row = await store.Reader.ExchangeAsync(exchange, cancellationToken);
        DeliveryRow? delivery = (await store.Reader.DeliveriesAsync(exchange, cancellationToken)).FirstOrDefault(d => d.N == n);
        if (act is not null && row is not null && delivery is not null)
        {
            await store.WriteAsync(new NoticesWork(act, [notices.Write(act, row, delivery, replacement: false)]), cancellationToken);
        }
    }

    private static void CheckThere(ExchangeRow row)
    {
        if (row.Status == ExchangeStatus.Erased)
        {
            throw new ProblemException(new Problem(409, RecordIssues.Erased, "It has been erased.", "address: id") { Exchange = PublicId.Exchange(row.Id) });
        }
    }

    private static bool Same(DeliveryRow first, DeliveryRow second) =>
        first.Recipient == second.Recipient && first.Type == second.Type && first.Route == second.Route;

    private static List<DeliveryRow> Pending(IEnumerable<DeliveryRow> deliveries) => [.. deliveries.Where(d => d.Status == DeliveryStatus.Pending)];

    /// <summary>Tells recipients; nobody is told of what becomes of a notice.</summary>
    private List<NoticeDraft> Tell(ActRow act, ExchangeRow row, IEnumerable<DeliveryRow> deliveries) =>
        row.Via == "notice" ? [] : [.. deliveries.Select(d => notices.Write(act, row, d, replacement: false))];

    private async Task<List<ExchangeRow>> SuccessorsAsync(ExchangeRow row, CancellationToken cancellationToken) =>
        [.. (await store.Reader.CausedAsync(row.Id, cancellationToken)).Where(c => c.Via is "correction" or "resend")];

    private async Task WithdrawUnderAsync(
        string agreement, IGrouping<long, DeliveryRow> deliveries, string by, string reason, CancellationToken cancellationToken)
    {
        ExchangeRow? row = await store.Reader.ExchangeAsync(deliveries.Key, cancellationToken);
        if (row is null || row.Status is ExchangeStatus.Erased or ExchangeStatus.Withdrawn)
        {
            return;
        }

        List<NoticeRow> told = await store.Reader.NoticesOfAsync(row.Id, cancellationToken);
        string organisation = workspace.Current.Workspace.Systems.TryGetValue(row.System, out SystemDefinition? system) ? system.Organisation : "";
        ActRequest request = new(by, organisation, reason) { Origin = "agreement:" + agreement };
        ActRow act = await NewActAsync(row, deliveries, Act.Withdraw, request, cancellationToken);
        List<DeliveryRow> stopped = Pending(deliveries);
        List<NoticeDraft> untold = Tell(
            act, row, deliveries.Where(d => evidence.MayHave(d) && !told.Exists(t => t.N == d.N && t.Action == Act.Withdraw)));
        ActWork work = new(act) { Stopped = stopped, Notices = untold, Unknown = await evidence.UnknownAsync(stopped, cancellationToken) };
        if (work.Stopped.Count + work.Notices.Count > 0)
        {
            await store.WriteAsync(work, cancellationToken);
        }
    }

    private async Task<ActRow> NewActAsync(
        ExchangeRow row, IEnumerable<DeliveryRow> deliveries, string action, ActRequest request, CancellationToken cancellationToken)
    {
        long now = Clock.Microseconds(options.Time);
        return new ActRow
        {
            Id = store.Ids.Next(),
            Exchange = row.Id,
            Action = action,
            At = now,
            By = request.By,
            Organisation = request.Organisation,
            Reason = request.Reason,
            Origin = request.Origin,
            Done = now,
            Subjects = await evidence.SubjectsAsync(row, deliveries, cancellationToken),
        };
    }
}
