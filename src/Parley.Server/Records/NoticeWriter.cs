using System.Buffers;
using System.Security.Cryptography;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Json;
using Parley.Engine.Issues;
using Parley.Engine.Translation;
using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary>
/// Says an act to one recipient: in its own language where it accepts notices, otherwise as a task for a person. A notice names what the
/// recipient was given and carries nothing else of it, so that no agreement is needed to tell it.
/// </summary>
internal sealed class NoticeWriter(Store store, WorkspaceHost workspace, ServerOptions options)
{
    /// <summary>Whether the recipient of a delivery has, or may have, what was sent.</summary>
    public static bool MayHave(DeliveryRow row) =>
        row.Status is DeliveryStatus.Delivered or DeliveryStatus.ReplyHeld
        || (row.Status is not DeliveryStatus.Withheld && row.Attempts > 0 && row.HttpStatus is null or >= 500);

    /// <summary>Prepares the notice of an act to the recipient of a delivery.</summary>
    /// <param name="act">The act.</param>
    /// <param name="row">The exchange that the act is on.</param>
    /// <param name="delivery">The delivery by which the recipient got it.</param>
    /// <param name="replacement">True when the corrected message goes to it too.</param>
    public NoticeDraft Write(ActRow act, ExchangeRow row, DeliveryRow delivery, bool replacement)
    {
        LoadedWorkspace current = workspace.Current.Workspace;
        long id = store.Ids.Next();
        long due = act.At + Clock.Microseconds(TimeFor(act.Action, current.Retention.Notices));
        Record? notice = current.Dictionary.Types.TryGetValue(Journey.NoticeType, out RecordType? type) ? Fill(type, id, act, row, delivery, due) : null;
        Route? route = type is null
            ? null
            : workspace.Current.Routes.For(type).FirstOrDefault(r => r.Recipient.Id == delivery.Recipient && r.Takes(row.System, notice!));
        NoticeRow result = new()
        {
            Id = id,
            Act = act.Id,
            Exchange = row.Id,
            N = delivery.N,
            Recipient = delivery.Recipient,
            Organisation = current.Systems.TryGetValue(delivery.Recipient, out SystemDefinition? system) ? system.Organisation : "",
            Action = act.Action,
            Channel = route is not null ? "message" : replacement ? "correction" : NoticeRow.ByPerson,
            Told = route is null && replacement ? act.Replacement!.Value : store.Ids.Next(),
            At = act.At,
            Due = due,
            Subjects = delivery.Subjects,
        };
        return result.Channel == "correction" ? new NoticeDraft(result, null) : WithRecord(result, act, row, notice, route);
    }

    private static TimeSpan TimeFor(string action, NoticeTimes times) => action switch
    {
        Act.Correct => times.Correction,
        Act.Regrade => times.Regrading,
        Act.Withdraw => times.Withdrawal,
        _ => times.Erasure,
    };

    private static Record Fill(RecordType type, long id, ActRow act, ExchangeRow row, DeliveryRow delivery, long due)
    {
        Record record = new(type);
        Set("reference", Value.Text(PublicId.Notice(id)));
        if (type.TryGet("action", out AttributeDefinition? action) && action.Codes?.Entries.FirstOrDefault(e => e.Code == act.Action) is CodeEntry code)
        {
            record.Set(action, Value.Code(code));
        }

        SetText("recordType", row.SubjectType);
        SetText("recordReference", row.Reference);
        Set("delivery", Value.Text(PublicId.Delivery(row.Id, delivery.N)));
        Set("reason", Value.Text(act.Reason));
        SetText("newMarking", act.Marking);
        Set("issuedAt", Value.Instant(Clock.Moment(act.At)));
        Set("dueAt", Value.Instant(Clock.Moment(due)));
        return record;

        void SetText(string name, string? text)
        {
            if (text is not null)
            {
                Set(name, Value.Text(text));
            }
        }

        void Set(string name, Value value)
        {
            if (type.TryGet(name, out AttributeDefinition? attribute))
            {
                record.Set(attribute, value);
            }
        }
    }

    private NoticeDraft WithRecord(NoticeRow notice, ActRow act, ExchangeRow row, Record? subject, Route? route)
    {
        Bundle bundle = new();
        ArrayBufferWriter<byte> pole = new(512);
        if (subject is not null)
        {
            bundle.Add(subject);
        }

        PoleJson.Write(bundle, pole, workspace.Current.Workspace.Dictionary.Version);
        byte[] body = pole.WrittenSpan.ToArray();
        ExchangeRecord record = new()
        {
            Exchange = new ExchangeRow
            {
                Id = notice.Told,
                System = row.System,
                Type = "record-notice",
                Via = "notice",
                Received = act.At,
                Version = workspace.Current.Version,
                Size = body.Length,
                Sha256 = SHA256.HashData(body),
                SubjectType = Journey.NoticeType,
                Reference = PublicId.Notice(notice.Id),
                Correlation = row.Correlation,
                Cause = row.Id,
                CauseDelivery = notice.N,
                Depth = row.Depth + 1,
            },
            Body = body,
        };
        IssueSink sink = new();
        if (route is null || !TryDeliver(record, notice, subject!, bundle, route, sink))
        {
            record.Exceptions.Add(Task(notice, act, row, sink));
            notice = notice with { Channel = NoticeRow.ByPerson };
        }

        return new NoticeDraft(notice, record);
    }

    private bool TryDeliver(ExchangeRecord record, NoticeRow notice, Record subject, Bundle bundle, Route route, IssueSink sink)
    {
        ExchangeRow row = record.Exchange;
        ArrayBufferWriter<byte> output = new(512);
        WriteContext context = new(PublicId.Delivery(row.Id, 1), PublicId.Exchange(row.Id), Clock.Moment(row.Received), row.System, notice.Recipient);
        if (!options.Translation.Write(route.MessageType, bundle, context, output, sink) || sink.HasErrors)
        {
            return false;
        }

        record.Deliveries.Add(new DeliveryRow
        {
            Exchange = row.Id,
            N = 1,
            Recipient = notice.Recipient,
            Type = route.MessageType.Name,
            Route = route.Number,
            OrderKey = row.Id,
            Purpose = Journey.NoticeType,
            Subjects = notice.Subjects,
            Content = store.Ids.Next(),
            Facts = DeliveryFacts.Write(route, subject),
            Body = output.WrittenSpan.ToArray(),
        });
        return true;
    }

    private ExceptionRow Task(NoticeRow notice, ActRow act, ExchangeRow row, IssueSink sink)
    {
        string contact = workspace.Current.Workspace.Organisations.TryGetValue(notice.Organisation, out OrganisationDefinition? organisation)
            && organisation.Contact.Length > 0 ? organisation.Contact : $"the contact of '{notice.Organisation}'";
        string what = $"{row.SubjectType} {row.Reference ?? "(no reference)"}, given to {notice.Recipient} as {PublicId.Delivery(row.Id, notice.N)}";
        string fault = sink.HasErrors ? $" Its translation cannot say it: {sink.Issues[0].Message}" : "";
        return new ExceptionRow
        {
            Id = store.Ids.Next(),
            Exchange = notice.Told,
            Opened = act.At,
            Severity = "error",
            Source = row.System,
            Owner = notice.Recipient,
            Organisation = notice.Organisation,
            Code = RecordIssues.TellByPerson.Code,
            What = RecordIssues.TellByPerson.Title,
            Why = $"Tell {contact}: {act.Action} of {what}, because \"{act.Reason}\". Notice {PublicId.Notice(notice.Id)}.{fault}",
            Remedy = RecordIssues.TellByPerson.Remedy,
        };
    }
}
