using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Server.Decisions;

/// <summary>
/// Questions about stored exchanges and their records. Nothing is decided here: each answer is that of the very rule by which the exchange would be shown,
/// delivered or sent again.
/// </summary>
internal sealed class ExchangeQuestions(Store store, WorkspaceHost workspace, Disclosure disclosure, Journey journey, StoredBundles bundles)
{
    /// <summary>Answers. An exchange that the asker may not know of is as one that does not exist.</summary>
    /// <param name="asker">Who asks.</param>
    /// <param name="subject">Who would do it.</param>
    /// <param name="question">The question.</param>
    /// <param name="exchange">The exchange's identifier.</param>
    /// <param name="record">The place of one record in it; null for the exchange as a whole.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<AccessAnswer> AnswerAsync(
        Caller asker, AccessSubject subject, AccessQuestion question, string exchange, int? record, CancellationToken cancellationToken)
    {
        ExchangeRow? row = PublicId.TryParse('x', exchange, out long key) ? await store.Reader.ExchangeAsync(key, cancellationToken) : null;
        if (row is null)
        {
            return AccessAnswer.Unknown;
        }

        List<DeliveryRow> deliveries = await store.Reader.DeliveriesAsync(row.Id, cancellationToken);
        if (!disclosure.Sees(asker, row, deliveries))
        {
            return AccessAnswer.Unknown;
        }

        Asked asked = new(question, row, record, deliveries, disclosure.PermitView(asker, row.System));
        return (question.Action, subject) switch
        {
            ("see", { Caller: Caller who }) when record is null => See(who, asked),
            ("resend", { Caller: Caller who }) when record is null => await ResendAsync(who, asked, cancellationToken),
            ("explain", { Caller: Caller who }) when record is null => Explain(who, asked),
            ("see-content", { Caller: Caller who }) => await SeeContentAsync(who, asked, cancellationToken),
            ("receive", { System: SystemDefinition system }) => await ReceiveAsync(system, asked, cancellationToken),
            ("see-content" or "receive", { Caller: null, Organisation: string to }) => await DiscloseAsync(to, asked, cancellationToken),
            _ => AccessAnswer.Unknown,
        };
    }

    private AccessAnswer See(Caller who, Asked asked) => AccessAnswer.Of(
        disclosure.Sees(who, asked.Row, asked.Deliveries), who.Has(Rights.SeeExchanges) ? DecisionIssues.NotOwn : DecisionIssues.NoRight);

    private AccessAnswer Explain(Caller who, Asked asked) => AccessAnswer.Of(
        who.Has(Rights.Explain) && disclosure.PermitView(who, asked.Row.System) is not null,
        who.Has(Rights.Explain | Rights.SeeExchanges | Rights.SeeContent) ? DecisionIssues.NotOwn : DecisionIssues.NoRight);

    private async Task<AccessAnswer> ResendAsync(Caller who, Asked asked, CancellationToken cancellationToken)
    {
        List<ExceptionRow> open = (await store.Reader.ExceptionsOfAsync(asked.Row.Id, cancellationToken)).FindAll(e => e.Status == ExceptionStatus.Open);
        return !who.Has(Rights.Resend | Rights.SeeExchanges) ? AccessAnswer.No(DecisionIssues.NoRight)
            : open.Count == 0 ? AccessAnswer.No(Disclosure.IsOwn(who, asked.Row.System) ? DecisionIssues.WrongState : DecisionIssues.NotOwn)
            : AccessAnswer.Of(open.Exists(e => Disclosure.MayResend(who, e.Owner)), DecisionIssues.NotOwn);
    }

    private async Task<AccessAnswer> SeeContentAsync(Caller who, Asked asked, CancellationToken cancellationToken)
    {
        if (!who.Has(Rights.SeeExchanges | Rights.SeeContent))
        {
            return AccessAnswer.No(DecisionIssues.NoRight);
        }

        if (disclosure.PermitView(who, asked.Row.System) is null)
        {
            // What was delivered is shown as it was delivered, whole; a system looks at its own deliveries.
            return AccessAnswer.Of(
                asked.Record is null && who.System is null && asked.Deliveries.Exists(d => d.Content is not null && disclosure.PermitReceived(who, asked.Row, d) is not null),
                DecisionIssues.NotOwn);
        }

        return await DecideAsync(asked, disclosure.ConsultationOf(who, asked.Row.System, asked.Question.Purpose, asked.Question.Reason, asked.Question.At), cancellationToken);
    }

    private async Task<AccessAnswer> DiscloseAsync(string to, Asked asked, CancellationToken cancellationToken)
    {
        AccessQuestion question = asked.Question;
        return !workspace.Current.Workspace.Systems.TryGetValue(asked.Row.System, out SystemDefinition? source) ? AccessAnswer.Unknown : await DecideAsync(
            asked,
            disclosure.RequestOf(source.Organisation, to, question.Purpose, question.Reason, question.At) with { StandardFormat = question.StandardFormat },
            cancellationToken);
    }

    private async Task<AccessAnswer> DecideAsync(Asked asked, SharingRequest request, CancellationToken cancellationToken)
    {
        if (asked.Permit is null)
        {
            // The asker may know that it took place, and not what it carried: no more then of what others may.
            return AccessAnswer.Unknown;
        }

        return await bundles.ReadAsync(asked.Row, asked.Permit, cancellationToken) is { Subject: not null } bundle
            ? AnswerOf(disclosure.Decide(request, bundle), request, bundle, asked)
            : AccessAnswer.No(DecisionIssues.WrongState);
    }

    private async Task<AccessAnswer> ReceiveAsync(SystemDefinition system, Asked asked, CancellationToken cancellationToken)
    {
        Snapshot snapshot = workspace.Current;
        if (asked.Permit is null || !snapshot.Workspace.Systems.TryGetValue(asked.Row.System, out SystemDefinition? source))
        {
            return AccessAnswer.Unknown;
        }

        if (asked.Row.Status != ExchangeStatus.Accepted
            || await bundles.ReadAsync(asked.Row, asked.Permit, cancellationToken) is not { Subject: Record subject } bundle)
        {
            return AccessAnswer.No(DecisionIssues.WrongState);
        }

        AccessAnswer? first = null;
        foreach (Route route in snapshot.Routes.For(subject.Type).Where(r => r.Recipient.Id == system.Id && r.Takes(source.Id, subject)))
        {
            SharingRequest request = disclosure.RequestFor(source, asked.Row, route, asked.Question.At);
            if (subject.Type.Name == Journey.NoticeType || (asked.Question.Purpose is string purpose && purpose != request.Purpose))
            {
                continue;
            }

            AccessAnswer answer = AnswerOf(disclosure.Decide(request, bundle), request, bundle, asked) with { MessageType = route.MessageType.Name };
            if (journey.Refusal(source, asked.Row, bundle, route, asked.Question.At) is { } refusal)
            {
                answer = answer with { Decision = false, Reason = refusal };
            }

            if (answer.Decision)
            {
                return answer;
            }

            first ??= answer;
        }

        return first ?? AccessAnswer.No(DecisionIssues.NoWay);
    }

    private AccessAnswer AnswerOf(Decision decision, SharingRequest request, Bundle bundle, Asked asked)
    {
        AskedEntity resource = asked.Question.Resource;
        IssueCode? fault = Coverage.Fault(decision, bundle, asked.Record, [.. resource.Texts("attributes"), .. resource.Texts("attribute")]);
        return AccessAnswer.Of(fault) with { Explanation = disclosure.Explain(request, bundle), Record = asked.Record };
    }

    /// <summary>One question with what was found for it.</summary>
    /// <param name="Question">The question.</param>
    /// <param name="Row">The exchange.</param>
    /// <param name="Record">The place of one record, or null.</param>
    /// <param name="Deliveries">The exchange's deliveries.</param>
    /// <param name="Permit">The asker's own right to what the exchange carries; null when it has none.</param>
    private sealed record Asked(AccessQuestion Question, ExchangeRow Row, int? Record, List<DeliveryRow> Deliveries, ContentPermit? Permit);
}
