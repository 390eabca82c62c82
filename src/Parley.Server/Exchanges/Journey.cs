using System.Buffers;
using System.Security.Cryptography;
using Parley.Engine.Dictionary;
using Parley.Engine.Evidence;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Translation;
using Parley.Engine.Workspace;
using Parley.Server.Ledger;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Exchanges;

/// <summary>
/// One message's way from bytes to what is to be recorded: translate in, judge, route, decide, translate out. Pure computation on the
/// caller's thread; nothing has happened until the store has taken the result.
/// </summary>
/// <remarks>
/// Messages are translated out here and not when they are delivered, so that each attempt sends the same bytes, a retry needs neither bundle
/// nor workspace, and what cannot be said in the recipient's language is known before the sender is answered.
/// </remarks>
internal sealed class Journey(WorkspaceHost workspace, Store store, Disclosure disclosure, LedgerIdentity ledger, ServerOptions options)
{
    /// <summary>The record type by which recipients are told of corrections, withdrawals and erasures.</summary>
    public const string NoticeType = "RecordNotice";

    /// <summary>The answer to a notice by which its recipient refuses; every other confirms.</summary>
    public const string RefusedAnswer = "refused";

    private const int MostDepth = 8;
    private const int MostReference = 200;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_output;

    /// <summary>Prepares a message.</summary>
    public Prepared Prepare(Received message)
    {
        TimeProvider time = options.Time;
        long started = time.GetTimestamp();
        Snapshot snapshot = workspace.Current;
        ExchangeRow row = NewRow(message, snapshot, message.At ?? Clock.Microseconds(time));

        // 1. Translate in; a reply is completed with the key it was asked under.
        IssueSink sink = new();
        Bundle? bundle = options.Translation.Read(message.Type, message.Body, sink);
        if (bundle is not null)
        {
            DeliveryFacts.Read(message.Cause?.Completion)?.Complete(bundle);
            Describe(row, bundle);
        }

        row.Issues = IssueJson.ToText(sink.Issues);
        row.ReadMicroseconds = Clock.Microseconds(time.GetElapsedTime(started));

        // 2. Judge by the message type's policy.
        row.Status = Judge(message, bundle, sink);
        ExchangeRecord record = new() { Exchange = row, Body = row.Status == ExchangeStatus.Refused && !message.IsHistory ? null : message.Body };
        if (message.Deduplicate && row.Status != ExchangeStatus.Refused)
        {
            row.IdempotencyKey = IdempotencyKeyOf(message, row);
            record.Receipt = Receipt.Hash(store.Keys, row.System, row.Type, row.IdempotencyKey);
        }

        IReadOnlyList<ulong> subjects = bundle is null || !WriterState.LedgerOn ? [] : ledger.Subjects.Of(row.System, bundle);
        record.Entries.Add(LedgerEntries.Collection(row, message.Source, subjects));
        if (message.IsHistory)
        {
            // Nobody waits for it: it goes to no recipient, and whoever loads it is told of its faults by the load's report.
            return new Prepared(record, sink.Issues);
        }

        AddExceptions(record, message, sink);
        if (row.Status == ExchangeStatus.Accepted)
        {
            Disclose(record, message, snapshot, bundle!);
            row.WriteMicroseconds = Clock.Microseconds(time.GetElapsedTime(started)) - row.ReadMicroseconds;
        }

        return new Prepared(record, sink.Issues);
    }

    /// <summary>
    /// What would become of a delivery of a stored message by a route: the very computation that a delivery goes through, with no effect.
    /// </summary>
    /// <param name="source">The system that the data came from.</param>
    /// <param name="row">The exchange.</param>
    /// <param name="bundle">All of its data.</param>
    /// <param name="route">The way to the recipient.</param>
    /// <param name="at">The moment it is asked for; null for now.</param>
    /// <returns>Null when it would go; otherwise the code and title of what is in the way.</returns>
    public (string Code, string Title)? Refusal(SystemDefinition source, ExchangeRow row, Bundle bundle, Route route, DateTimeOffset? at)
    {
        ExchangeRecord record = new() { Exchange = row };
        DeliveryRow delivery = new()
        {
            Exchange = row.Id,
            N = 1,
            Recipient = route.Recipient.Id,
            Type = route.MessageType.Name,
            Route = route.Number,
            OrderKey = 0,
        };
        Decide(record, source, bundle, route, delivery, at);
        return record.Exceptions is [ExceptionRow exception, ..] ? (exception.Code, exception.What) : null;
    }

    /// <summary>The key under which a message with these properties is remembered.</summary>
    private static string IdempotencyKeyOf(Received message, ExchangeRow row) => (message.IdempotencyKey, row.MessageId) switch
    {
        (string key, _) => Receipt.ByHeader(key),
        (_, string id) => Receipt.ByMessageId(id),
        _ => Receipt.ByBody(row.Sha256),
    };

    private static ExchangeStatus Judge(Received message, Bundle? bundle, IssueSink sink)
    {
        bool unusable = bundle?.Subject is null;
        if (!unusable && !sink.HasErrors)
        {
            return message.Cause?.Depth > MostDepth ? ExchangeStatus.Held : ExchangeStatus.Accepted;
        }

        return message.Type.OnIssue switch
        {
            IssuePolicy.Pass when !unusable => ExchangeStatus.Accepted,
            IssuePolicy.Reject when message.CanRefuse => ExchangeStatus.Refused,
            _ when message.IsHistory => ExchangeStatus.Refused,
            _ => ExchangeStatus.Held,
        };
    }

    private static void Describe(ExchangeRow row, Bundle bundle)
    {
        row.MessageId = Clean(bundle.Facts.MessageId);
        if (bundle.Subject is Record subject)
        {
            row.SubjectType = subject.Type.Name;
            row.Reference = Clean(RecordKey.Of(subject));
        }
    }

    /// <summary>PostgreSQL has no text with U+0000; identifiers with it are kept without it, contents are bytes and keep everything.</summary>
    private static string? Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        string clean = text.Contains('\0', StringComparison.Ordinal) ? text.Replace("\0", "", StringComparison.Ordinal) : text;
        return clean.Length > MostReference ? clean[..MostReference] : clean;
    }

    private ExchangeRow NewRow(Received message, Snapshot snapshot, long now)
    {
        long id = message.Again ?? store.Ids.Next();
        return new ExchangeRow
        {
            Id = id,
            System = message.Source.Id,
            Type = message.Type.Name,
            Via = message.Via,
            Received = now,
            Version = snapshot.Version,
            Size = message.Body.Length,
            Sha256 = SHA256.HashData(message.Body),
            Correlation = message.Cause?.Correlation ?? id,
            Cause = message.Cause?.Exchange,
            CauseDelivery = message.Cause?.Delivery,
            Depth = message.Cause?.Depth ?? 0,
            Completion = message.Cause?.Completion,
        };
    }

    private void AddExceptions(ExchangeRecord record, Received message, IssueSink sink)
    {
        ExchangeRow row = record.Exchange;
        if (row.Status == ExchangeStatus.Held)
        {
            bool endless = row.Depth > MostDepth;
            IssueCode code = endless ? ServerIssues.TooManyCauses : message.Via == "reply" ? ServerIssues.ReplyUnreadable : ServerIssues.MessageHeld;
            string why = endless ? $"{row.Depth} answers stand before this one." : Summary(sink);
            record.Exceptions.Add(NewException(row, null, "error", code, message.Source, why, row.Issues));
        }
        else if (row.Status == ExchangeStatus.Accepted && sink.HasErrors)
        {
            record.Exceptions.Add(NewException(row, null, "warning", ServerIssues.MessagePassed, message.Source, Summary(sink), row.Issues));
        }
    }

    private void Disclose(ExchangeRecord record, Received message, Snapshot snapshot, Bundle bundle)
    {
        Record subject = bundle.Subject!;
        if (subject.Type.Name == NoticeType)
        {
            // Notices are the platform's own: what a system says of one is its confirmation, and goes to nobody else.
            record.NoticeAnswer = subject.Type.TryGet("answer", out _) && subject["answer"] is { IsNone: false } answer ? answer.ToString() : null;
            return;
        }

        long order = OrderKey.Of(store.Keys, message.Source.Id, subject, record.Exchange.Id);
        foreach (Route route in snapshot.Routes.For(subject.Type))
        {
            if (!route.Takes(message.Source.Id, subject) || (message.Only is not null && message.Only != (route.Recipient.Id, route.MessageType.Name, route.Number)))
            {
                continue;
            }

            DeliveryRow delivery = new()
            {
                Exchange = record.Exchange.Id,
                N = record.Deliveries.Count + 1,
                Recipient = route.Recipient.Id,
                Type = route.MessageType.Name,
                Route = route.Number,
                OrderKey = order,
            };
            Decide(record, message.Source, bundle, route, delivery);
            record.Deliveries.Add(delivery);
        }
    }

    /// <summary>Decides what a recipient may have and translates that part out; for a delivery whose decision no longer stands, anew.</summary>
    /// <param name="record">Takes exceptions and entries of the ledger.</param>
    /// <param name="source">The system that the data came from.</param>
    /// <param name="bundle">All of the data.</param>
    /// <param name="route">The way to the recipient.</param>
    /// <param name="delivery">Is filled: status, message, what it was decided by.</param>
    /// <param name="at">The moment it is decided for; null for now.</param>
    public void Decide(ExchangeRecord record, SystemDefinition source, Bundle bundle, Route route, DeliveryRow delivery, DateTimeOffset? at = null)
    {
        // 3. Decide, then translate the permitted part out.
        ExchangeRow row = record.Exchange;
        Decision decision = disclosure.Decide(source, row, bundle, route, delivery, at);
        IssueSink sink = new();
        byte[]? body = null;
        if (decision.Permitted is Bundle permitted)
        {
            WriteContext context = new(
                PublicId.Delivery(row.Id, delivery.N), PublicId.Exchange(row.Id), Clock.Moment(row.Received), source.Id, route.Recipient.Id);
            body = Write(route.MessageType, permitted, context, sink);
            delivery.Facts = DeliveryFacts.Write(route, permitted.Subject!);
        }

        delivery.Purpose = decision.Purpose;
        delivery.Agreements = decision.Basis.Text;
        delivery.Withheld = decision.Withheld.Count;
        delivery.WithheldReasons = Refusals.Reasons(decision);
        delivery.Content = body is null ? null : store.Ids.Next();
        delivery.Body = body;
        delivery.Organisation = source.Organisation;
        delivery.Subjects = body is null ? null : SubjectsOf(record, bundle, decision.Permitted!);
        delivery.Issues = IssueJson.ToText(sink.Issues);
        delivery.Status = DeliveryStatus.Pending;
        if (body is not null)
        {
            return;
        }

        // What the recipient requires and may not have is a refusal, and so is a message without its subject; the recipient learns of neither.
        bool withheld = decision.Permitted is null
            || (decision.Withheld.Count > 0 && Write(route.MessageType, bundle, WriteContext.Offline, new IssueSink()) is not null);
        IssueCode code = decision.Refusal ?? (withheld ? SharingIssues.RequiredWithheld : ServerIssues.CannotWrite);
        delivery.Status = withheld ? DeliveryStatus.Withheld : DeliveryStatus.Failed;
        delivery.Error = withheld ? Refusals.Why(code, decision, route, bundle) : Summary(sink);
        record.Exceptions.Add(NewException(row, delivery.N, "error", code, source, delivery.Error, delivery.Issues));
        if (withheld)
        {
            record.Entries.Add(Refusals.Entry(row, delivery, source, route, decision, code, Clock.Microseconds(options.Time)));
        }
    }

    /// <summary>The subjects that a recipient is shown: those of the exchange, when it is shown all of it.</summary>
    private byte[]? SubjectsOf(ExchangeRecord record, Bundle bundle, Bundle permitted) => SubjectHasher.Pack(
        ReferenceEquals(bundle, permitted) && record.Entries is [LedgerEntry collection, ..] ? collection.Subjects : ledger.Subjects.Of(record.Exchange.System, permitted));

    private byte[]? Write(MessageTypeDefinition type, Bundle bundle, WriteContext context, IssueSink sink)
    {
        ArrayBufferWriter<byte> output = t_output ??= new(4096);
        output.ResetWrittenCount();
        bool written = options.Translation.Write(type, bundle, context, output, sink);
        byte[]? body = written && !sink.HasErrors ? output.WrittenSpan.ToArray() : null;
        if (output.Capacity > 1 << 20)
        {
            t_output = null;
        }

        return body;
    }

    private static string Summary(IssueSink sink)
    {
        Issue? first = sink.Issues.FirstOrDefault(i => i.Severity == Severity.Error) ?? (sink.Issues.Count > 0 ? sink.Issues[0] : null);
        string text = first is null ? "The message says nothing that could be carried." : $"{first.Code}: {first.Message}";
        return sink.Count > 1 ? $"{text} (and {sink.Count - 1} more)" : text;
    }

    private ExceptionRow NewException(ExchangeRow row, int? n, string severity, IssueCode code, SystemDefinition owner, string why, string? issues) => new()
    {
        Id = store.Ids.Next(),
        Exchange = row.Id,
        N = n,
        Opened = row.Received,
        Severity = severity,
        Source = row.System,
        Owner = owner.Id,
        Organisation = owner.Organisation,
        Code = code.Code,
        What = code.Title,
        Why = Clean(why) ?? "",
        Remedy = code.Remedy,
        Issues = issues,
    };
}
