using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Server.Decisions;

/// <summary>Questions about what goes with an exchange: deliveries that somebody was given, exceptions, and systems that take messages.</summary>
internal sealed class MatterQuestions(Store store, WorkspaceHost workspace, Disclosure disclosure)
{
    /// <summary>Whether a subject sees a delivery, or its content.</summary>
    public async Task<AccessAnswer> DeliveryAsync(Caller asker, AccessSubject subject, AccessQuestion question, CancellationToken cancellationToken)
    {
        if (subject.Caller is not Caller who
            || !PublicId.TryParseDelivery(question.Resource.Id, out long exchange, out int n)
            || await store.Reader.ExchangeAsync(exchange, cancellationToken) is not ExchangeRow row
            || await store.Reader.DeliveryAsync(exchange, n, cancellationToken) is not DeliveryRow delivery
            || !(Disclosure.IsOwn(asker, row.System) || disclosure.IsReceived(asker, row, delivery)))
        {
            return AccessAnswer.Unknown;
        }

        Rights needed = question.Action == "see" ? Rights.SeeExchanges : Rights.SeeExchanges | Rights.SeeContent;
        return question.Action is not ("see" or "see-content") ? AccessAnswer.Unknown
            : !who.Has(needed) ? AccessAnswer.No(DecisionIssues.NoRight)
            : AccessAnswer.Of(
                question.Action == "see" ? disclosure.IsReceived(who, row, delivery) : delivery.Content is not null && disclosure.PermitReceived(who, row, delivery) is not null,
                DecisionIssues.NotOwn);
    }

    /// <summary>Whether a subject sees an exception, or may put it right.</summary>
    public async Task<AccessAnswer> ExceptionAsync(Caller asker, AccessSubject subject, AccessQuestion question, CancellationToken cancellationToken)
    {
        if (subject.Caller is not Caller who
            || !PublicId.TryParse('e', question.Resource.Id, out long key)
            || await store.Reader.ExceptionAsync(key, cancellationToken) is not ExceptionRow row
            || !Concerns(asker, row))
        {
            return AccessAnswer.Unknown;
        }

        return question.Action switch
        {
            "see" => AccessAnswer.Of(Concerns(who, row), who.Has(Rights.SeeExchanges) ? DecisionIssues.NotOwn : DecisionIssues.NoRight),
            "resend" or "correct" or "discard" when !who.Has(Rights.Resend | Rights.SeeExchanges) => AccessAnswer.No(DecisionIssues.NoRight),
            "resend" or "correct" or "discard" when !Disclosure.MayResend(who, row.Owner) => AccessAnswer.No(DecisionIssues.NotOwn),
            "resend" or "correct" or "discard" => AccessAnswer.Of(row.Status == ExceptionStatus.Open, DecisionIssues.WrongState),
            _ => AccessAnswer.Unknown,
        };
    }

    /// <summary>Whether a subject hands in messages as a system; the property <c>type</c> of the resource names a message type.</summary>
    public AccessAnswer System(AccessSubject subject, AccessQuestion question)
    {
        if (subject.Caller is not Caller who || question.Action != "deposit" || !workspace.Current.Workspace.Systems.TryGetValue(question.Resource.Id, out SystemDefinition? system))
        {
            return AccessAnswer.Unknown;
        }

        bool takes = question.Resource.Text("type") is string type
            ? system.Messages.TryGetValue(type, out MessageTypeDefinition? found) && found.Translation.CanRead
            : question.Resource.Find("type") is null && system.Messages.Values.Any(m => m.Translation.CanRead);
        return !who.Has(Rights.Deposit) ? AccessAnswer.No(DecisionIssues.NoRight)
            : who.System != system.Id ? AccessAnswer.No(DecisionIssues.NotOwn)
            : takes ? AccessAnswer.Yes
            : AccessAnswer.Unknown;
    }

    private static bool Concerns(Caller caller, ExceptionRow row) => Disclosure.IsOwn(caller, row.Owner) || Disclosure.IsOwn(caller, row.Source);
}
