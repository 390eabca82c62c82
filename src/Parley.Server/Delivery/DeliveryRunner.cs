using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Parley.Engine.Evidence;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Ledger;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Delivery;

/// <summary>Makes attempts for the queues and works out what each means: done, again later, or an exception.</summary>
internal sealed class DeliveryRunner(
    WorkspaceHost workspace, Store store, Connectors connectors, Replies replies, Permission permission, AttachmentsOf attachments, ServerOptions options, ILogger<DeliveryRunner> log)
    : IDisposable
{
    private static readonly TimeSpan s_storePatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_notReady = TimeSpan.FromSeconds(5);
    private static readonly BreakerDefinition s_defaultBreaker = new();

    private readonly CancellationTokenSource _abort = new();

    /// <summary>The clock.</summary>
    public TimeProvider Time => options.Time;

    /// <summary>How many attempts to a recipient may run at once.</summary>
    public int Concurrency(string recipient)
    {
        int most = 1;
        if (workspace.Current.Workspace.Systems.TryGetValue(recipient, out SystemDefinition? system))
        {
            foreach (AcceptDefinition accept in system.Accepts)
            {
                most = Math.Max(most, accept.Delivery is HttpDelivery http ? http.Concurrency : 1);
            }
        }

        return most;
    }

    /// <summary>Makes one attempt. Never throws: whatever fails becomes an outcome.</summary>
    /// <param name="row">The delivery; its state is brought up to date.</param>
    /// <param name="probe">True when the recipient is being tried after it was left in peace.</param>
    public async Task<Outcome> AttemptAsync(DeliveryRow row, bool probe)
    {
        Outcome outcome = await TryAsync(row, probe);
        if (row.Status != DeliveryStatus.Failed || outcome.Work is not { Entry: null } work)
        {
            return outcome;
        }

        try
        {
            work.Entry = await permission.UnrecordedAsync(row, _abort.Token);
            return outcome;
        }
        catch (OperationCanceledException)
        {
            // Not recorded, so it is still pending for the next server.
            return new Outcome(AttemptKind.Unreachable, null, s_defaultBreaker, null);
        }
    }

    private async Task<Outcome> TryAsync(DeliveryRow row, bool probe)
    {
        long started = Time.GetTimestamp();
        using Activity? activity = Meters.Activities.StartActivity("deliver", ActivityKind.Producer);
        activity?.SetTag("parley.delivery", PublicId.Delivery(row.Exchange, row.N)).SetTag("parley.recipient", row.Recipient);
        if (workspace.Current.Routes.Find(row.Recipient, row.Type, row.Route) is not (SystemDefinition recipient, AcceptDefinition accept, _))
        {
            return End(row, AttemptKind.Refused, ServerIssues.RecipientGone, "The workspace has no such accepts entry any more.", TimeSpan.Zero, null);
        }

        if (store.Stops.IsStopped(row))
        {
            row.Status = DeliveryStatus.Stopped;
            return new Outcome(AttemptKind.Stopped, new OutcomeWork(row), s_defaultBreaker, null);
        }

        AttemptResult result;
        Outgoing? outgoing = null;
        try
        {
            if (await permission.OfAsync(row, _abort.Token) is not ContentPermit permit)
            {
                Meters.Deliveries.Add(1, new("recipient", row.Recipient), new("outcome", StatusText.Of(row.Status)));
                return new Outcome(AttemptKind.Withheld, null, s_defaultBreaker, null);
            }

            byte[] body = row.Body ?? await store.Reader.ContentAsync(row.Content, permit, _abort.Token)
                ?? throw new InvalidOperationException("The message's content is not kept.");
            row.Organisation ??= await OrganisationAsync(row, _abort.Token);
            if (await ObjectsAsync(row, recipient, accept) is not IReadOnlyList<Attachment> objects)
            {
                // Nothing was sent, so it says nothing of the recipient and counts as no attempt.
                row.NextAttempt = Clock.Microseconds(Time) + Clock.Microseconds(s_notReady);
                return new Outcome(AttemptKind.Withheld, null, s_defaultBreaker, null);
            }

            outgoing = new Outgoing(row, body, recipient, accept) { Attachments = objects };
            result = await connectors.For(recipient, accept).SendAsync(outgoing, _abort.Token);
        }
        catch (OperationCanceledException) when (_abort.IsCancellationRequested)
        {
            if (EntryOf(outgoing, AttemptKind.Unreachable) is { } cut)
            {
                store.TryEnqueue(new LedgerWork(cut));
            }

            return new Outcome(AttemptKind.Unreachable, null, s_defaultBreaker, null);
        }
        catch (Exception failure)
        {
            // The last guard of the delivery loop: a definition's missing secret or a fault of our own must not end the queue.
            Log.DeliveryFault(log, row.Recipient, failure);
            result = new AttemptResult(AttemptKind.Failed, null, null, failure.Message);
        }

        TimeSpan took = Time.GetElapsedTime(started);
        Meters.AttemptDuration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("recipient", row.Recipient));
        row.HttpStatus = result.HttpStatus;
        row.Error = result.Error;
        LedgerEntry? entry = EntryOf(outgoing, result.Kind);
        return result.Kind switch
        {
            AttemptKind.Delivered => await DeliveredAsync(row, recipient, accept, result, took, entry),
            AttemptKind.Refused => End(row, result.Kind, result.Code, result.Error!, took, entry, result.Body),
            _ => Postpone(row, accept, result, took, probe, entry),
        };
    }

    /// <summary>Records an outcome, waiting for the store as long as it takes; false when the server stops first.</summary>
    public async Task<bool> RecordAsync(OutcomeWork work)
    {
        for (bool told = false; ;)
        {
            try
            {
                await store.WriteAsync(work, _abort.Token);
                return true;
            }
            catch (Exception failure)
            {
                if (_abort.IsCancellationRequested)
                {
                    return false;
                }

                if (failure is not StoreUnavailableException && !told)
                {
                    told = true;
                    Log.DeliveryFault(log, work.Recipient, failure);
                }

                work = work.Again();
            }

            try
            {
                await Task.Delay(s_storePatience, Time, _abort.Token);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }

    /// <summary>Reads pending deliveries back; null when the server stops.</summary>
    public async Task<List<DeliveryRow>?> LoadAsync(string recipient, long after, int limit)
    {
        for (bool told = false; !_abort.IsCancellationRequested;)
        {
            try
            {
                return await store.Reader.PendingAsync(recipient, after, limit, _abort.Token);
            }
            catch (Exception failure)
            {
                if (failure is not (StoreUnavailableException or OperationCanceledException) && !told)
                {
                    told = true;
                    Log.DeliveryFault(log, recipient, failure);
                }

                await Task.Delay(s_storePatience, Time, CancellationToken.None);
            }
        }

        return null;
    }

    /// <summary>Says that a recipient is left in peace, or answers again.</summary>
    public void OnBreaker(string recipient, string? opened)
    {
        if (opened is null)
        {
            Log.BreakerClosed(log, recipient);
        }
        else
        {
            Log.BreakerOpened(log, recipient, opened);
        }
    }

    /// <summary>Cuts attempts short: what is not finished is tried again by the next server.</summary>
    public void Abort() => _abort.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _abort.Dispose();

    /// <summary>
    /// What the ledger is to say of an attempt: that the recipient has the data, or may have it. An outcome that is not known is a disclosure all the same,
    /// said once for each delivery, and stands even if the delivery is then stopped.
    /// </summary>
    private LedgerEntry? EntryOf(Outgoing? outgoing, AttemptKind kind)
    {
        if (outgoing is not { MayHaveLeft: true } || !WriterState.LedgerOn || (outgoing.Row.SaidUnknown && kind is AttemptKind.Failed or AttemptKind.Unreachable))
        {
            return null;
        }

        DeliveryRow row = outgoing.Row;
        row.SaidUnknown = true;
        row.IsAccounted = true;
        string outcome = kind switch
        {
            AttemptKind.Delivered => LedgerEntries.Delivered,
            AttemptKind.Refused => LedgerEntries.RefusedByRecipient,
            _ => LedgerEntries.Unknown,
        };
        return LedgerEntries.Disclosure(row, outgoing.Body, row.Organisation, outgoing.Recipient.Organisation, outcome, Clock.Microseconds(Time));
    }

    /// <summary>The objects that go with a delivery, where its recipient wants them by value; null when one of them is not ready yet.</summary>
    private async ValueTask<IReadOnlyList<Attachment>?> ObjectsAsync(DeliveryRow row, SystemDefinition recipient, AcceptDefinition accept) =>
        accept.Delivery is { Media: MediaDelivery.ByValue } delivery ? await attachments(row, recipient, accept, delivery.MaxMediaBytes, _abort.Token) : [];

    /// <summary>Whose data a delivery carries, for one that was read back from the store.</summary>
    private async Task<string?> OrganisationAsync(DeliveryRow row, CancellationToken cancellationToken)
    {
        row.Source ??= (await store.Reader.ExchangeAsync(row.Exchange, cancellationToken))?.System;
        return row.Source is not null && workspace.Current.Workspace.Systems.TryGetValue(row.Source, out SystemDefinition? source) ? source.Organisation : null;
    }

    private async Task<Outcome> DeliveredAsync(
        DeliveryRow row, SystemDefinition recipient, AcceptDefinition accept, AttemptResult result, TimeSpan took, LedgerEntry? entry)
    {
        row.Status = DeliveryStatus.Delivered;
        ExchangeRecord? reply = null;
        ExceptionRow? exception = null;
        if (accept.Reply is not null && result.BodyTooLarge)
        {
            row.Status = DeliveryStatus.ReplyHeld;
            exception = NewException(row, ServerIssues.ReplyTooLarge, "The answer is longer than a message may be.");
        }
        else if (accept.Reply is not null && result.Body is { Length: > 0 } body)
        {
            try
            {
                Prepared prepared = await replies.PrepareAsync(row, recipient, accept.Reply, body, _abort.Token);
                reply = prepared.Record;
                row.Status = prepared.Status == ExchangeStatus.Held ? DeliveryStatus.ReplyHeld : DeliveryStatus.Delivered;
            }
            catch (Exception failure)
            {
                if (failure is not (StoreUnavailableException or OperationCanceledException))
                {
                    Log.DeliveryFault(log, row.Recipient, failure);
                }

                // Not recorded, so sent again under the same idempotency key: the recipient repeats its answer.
                row.Status = DeliveryStatus.Pending;
                return Postpone(row, accept, result with { Error = failure.Message }, took, probe: true, entry);
            }
        }

        Finish(row, took, reply is null ? result.Body : null);
        Meters.Deliveries.Add(1, new("recipient", row.Recipient), new("outcome", StatusText.Of(row.Status)));
        return new Outcome(AttemptKind.Delivered, new OutcomeWork(row) { Reply = reply, Replier = recipient.Organisation, Exception = exception, Entry = entry }, accept.Delivery.Breaker, null);
    }

    private Outcome Postpone(DeliveryRow row, AcceptDefinition accept, AttemptResult result, TimeSpan took, bool probe, LedgerEntry? entry)
    {
        // While a recipient is away, being away is not counted against the messages that wait for it.
        bool counts = !(probe && result.Kind == AttemptKind.Unreachable);
        row.Attempts += counts ? 1 : 0;
        if (row.Attempts >= accept.Delivery.Retry.Attempts)
        {
            row.Attempts--;
            return End(row, result.Kind, ServerIssues.AttemptsExhausted, result.Error ?? "", took, entry, result.Body, accept.Delivery.Breaker);
        }

        long now = Clock.Microseconds(Time);
        TimeSpan delay = Backoff.Delay(accept.Delivery.Retry, Math.Max(row.Attempts, 1), result.RetryAfter, Random.Shared.NextDouble());
        row.NextAttempt = now + Clock.Microseconds(delay);
        Meters.Retries.Add(1, new KeyValuePair<string, object?>("recipient", row.Recipient));
        AttemptRow? attempt = counts
            ? new AttemptRow(row.Exchange, row.N, now, Clock.Microseconds(took), result.HttpStatus, result.Error, row.NextAttempt)
            : null;
        return new Outcome(result.Kind, new OutcomeWork(row) { Attempt = attempt, Entry = entry }, accept.Delivery.Breaker, result.Error);
    }

    private Outcome End(
        DeliveryRow row, AttemptKind kind, IssueCode code, string why, TimeSpan took, LedgerEntry? entry, byte[]? response = null, BreakerDefinition? breaker = null)
    {
        row.Status = DeliveryStatus.Failed;
        row.Error = why;
        Finish(row, took, response);
        Meters.Deliveries.Add(1, new("recipient", row.Recipient), new("outcome", "failed"));
        AttemptRow attempt = new(row.Exchange, row.N, row.Done!.Value, row.TookMicroseconds!.Value, row.HttpStatus, why, null);
        return new Outcome(
            kind, new OutcomeWork(row) { Attempt = attempt, Exception = NewException(row, code, why), Entry = entry }, breaker ?? s_defaultBreaker, why);
    }

    private void Finish(DeliveryRow row, TimeSpan took, byte[]? response)
    {
        row.Attempts++;
        row.Done = Clock.Microseconds(Time);
        row.TookMicroseconds = Clock.Microseconds(took);
        row.Response = response is { Length: > 1024 } ? response[..1024] : response;
    }

    private ExceptionRow NewException(DeliveryRow row, IssueCode code, string why)
    {
        Meters.Exceptions.Add(1);
        string organisation = workspace.Current.Workspace.Systems.TryGetValue(row.Recipient, out SystemDefinition? system) ? system.Organisation : "";
        return new ExceptionRow
        {
            Id = store.Ids.Next(),
            Exchange = row.Exchange,
            N = row.N,
            Opened = Clock.Microseconds(Time),
            Severity = "error",
            Source = row.Recipient,
            Owner = row.Recipient,
            Organisation = organisation,
            Code = code.Code,
            What = code.Title,
            Why = why,
            Remedy = code.Remedy,
        };
    }
}
