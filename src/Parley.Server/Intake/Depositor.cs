using System.Diagnostics;
using System.Security.Cryptography;
using Parley.Server.Exchanges;
using Parley.Server.Ledger;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Intake;

/// <summary>Takes a message in, whichever way it came: prepares it, records it, and recognises what was taken before.</summary>
internal sealed class Depositor(Journey journey, Store store, LedgerGate ledger, ServerOptions options)
{
    /// <summary>Takes a message in, or says that it was taken before.</summary>
    /// <param name="message">The message.</param>
    /// <param name="patient">True to wait while the writer is busy; false to be told <see cref="DepositKind.Busy"/>.</param>
    /// <param name="cancellationToken">Ends the waiting; the message may have been taken all the same.</param>
    public async Task<DepositResult> DepositAsync(Received message, bool patient, CancellationToken cancellationToken)
    {
        long started = options.Time.GetTimestamp();
        using Activity? activity = Meters.Activities.StartActivity("deposit", ActivityKind.Internal);
        activity?.SetTag("parley.system", message.Source.Id).SetTag("parley.type", message.Type.Name);
        DepositResult? repeat = await FindRepeatAsync(message, cancellationToken);
        if (repeat is not null)
        {
            return repeat;
        }

        if (patient)
        {
            await ledger.WaitAsync(cancellationToken);
        }

        Prepared prepared = journey.Prepare(message);
        ExchangeWork work = new(prepared.Record);
        if (patient)
        {
            await store.WriteAsync(work, cancellationToken);
        }
        else
        {
            if (!store.TryEnqueue(work))
            {
                Meters.Pushbacks.Add(1);
                return new DepositResult(DepositKind.Busy, 0, default, []);
            }

            await work.Completion;
        }

        if (work.Earlier is long earlier)
        {
            return await RepeatAsync(earlier, prepared.Record.Exchange.Sha256, cancellationToken);
        }

        ExchangeRow row = prepared.Record.Exchange;
        Count(prepared, options.Time.GetElapsedTime(started));
        return new DepositResult(
            row.Status == ExchangeStatus.Refused ? DepositKind.Refused : DepositKind.Taken, row.Id, row.Status, prepared.Issues);
    }

    private static void Count(Prepared prepared, TimeSpan took)
    {
        ExchangeRow row = prepared.Record.Exchange;
        Meters.Exchanges.Add(1, new("system", row.System), new("type", row.Type), new("status", StatusText.Of(row.Status)));
        Meters.DepositDuration.Record(took.TotalSeconds);
        if (prepared.Record.Exceptions.Count > 0)
        {
            Meters.Exceptions.Add(prepared.Record.Exceptions.Count);
        }
    }

    /// <summary>Looks before translating, where the key is known without: a repeat then costs next to nothing.</summary>
    private async ValueTask<DepositResult?> FindRepeatAsync(Received message, CancellationToken cancellationToken)
    {
        if (!message.Deduplicate || message.IdempotencyKey is null)
        {
            return null;
        }

        ulong hash = Receipt.Hash(store.Keys, message.Source.Id, message.Type.Name, Receipt.ByHeader(message.IdempotencyKey));
        return store.Receipts.TryFind(hash, out long earlier)
            ? await RepeatAsync(earlier, SHA256.HashData(message.Body), cancellationToken)
            : null;
    }

    private async Task<DepositResult> RepeatAsync(long earlier, byte[] sha256, CancellationToken cancellationToken)
    {
        ExchangeRow row = await store.Reader.ExchangeAsync(earlier, cancellationToken)
            ?? throw new StoreUnavailableException("The store does not show what it has taken.", null);
        if (!row.Sha256.AsSpan().SequenceEqual(sha256))
        {
            return new DepositResult(DepositKind.KeyReused, row.Id, row.Status, []);
        }

        Meters.Repeats.Add(1);
        ExchangeStatus first = row.Status == ExchangeStatus.Accepted ? ExchangeStatus.Accepted : ExchangeStatus.Held;
        return new DepositResult(DepositKind.Repeated, row.Id, first, []) { StoredIssues = row.Issues };
    }
}
