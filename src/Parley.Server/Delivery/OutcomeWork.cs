using System.Security.Cryptography;
using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Delivery;

/// <summary>Records what became of a delivery: its state, a failed attempt, an exception, and the reply as an exchange, in one transaction.</summary>
internal sealed class OutcomeWork(DeliveryRow row) : StoreWork
{
    private bool _plain;
    private bool _replyDropped;
    private byte[]? _outcome;
    private byte[]? _attempt;

    /// <summary>Who it was delivered to, or not.</summary>
    public string Recipient => row.Recipient;

    /// <summary>The failed attempt, or null.</summary>
    public AttemptRow? Attempt { get; init; }

    /// <summary>The exception it became, or null.</summary>
    public ExceptionRow? Exception { get; init; }

    /// <summary>The reply, or null.</summary>
    public ExchangeRecord? Reply { get; init; }

    /// <summary>The organisation whose system replied; "" where nobody did.</summary>
    public string Replier { get; init; } = "";

    /// <summary>What the ledger says of the attempt; null when nothing left.</summary>
    public LedgerEntry? Entry { get; set; }

    public override void Prepare(Store store)
    {
        ContentKey? key = row.Secret ?? (row.Key is long number ? store.Keys.Find(number) : null);
        _plain = row.Key is null;
        if (key is not null)
        {
            _outcome = SealedFields.Seal(key, SealedPlace.Outcome, row.Error, row.Response);
            SealFailure(key);
        }
        else if (!_plain)
        {
            // Erased meanwhile: that it was tried stays, what was said does not.
            Exception?.Withhold();
        }

        // The answer to what has been erased meanwhile speaks of it: it is not kept.
        _replyDropped = store.Stops.IsErased(row.Exchange);
        if (!_replyDropped)
        {
            Reply?.Seal(store.Keys);
        }
    }

    private void SealFailure(ContentKey key)
    {
        if (Attempt is null && Exception is null)
        {
            return;
        }

        using AesGcm cipher = key.Cipher();
        _attempt = SealedFields.Seal(key, cipher, SealedPlace.Attempt, Attempt?.Error);
        Exception?.Seal(key, cipher);
    }

    public override void Apply(StoreSession session, WriterState state)
    {
        if (row.Status == DeliveryStatus.Stopped)
        {
            return;
        }

        if (row.Status == DeliveryStatus.Pending)
        {
            session.Execute(Statements.PostponeDelivery, row.Seq, (long)row.Attempts, row.NextAttempt, (long?)row.HttpStatus, _plain ? row.Error : null, _outcome);
        }
        else
        {
            session.Execute(
                Statements.EndDelivery,
                row.Seq, (long)row.Status, (long)row.Attempts, (long?)row.HttpStatus, _plain ? row.Error : null, _plain ? row.Response : null, row.Done,
                row.TookMicroseconds, _outcome);
        }

        if (Attempt is AttemptRow attempt)
        {
            session.Execute(
                Statements.InsertAttempt,
                attempt.Exchange, (long)attempt.N, attempt.At, attempt.TookMicroseconds, (long?)attempt.HttpStatus,
                _plain ? attempt.Error : null, attempt.NextAttempt, _attempt);
        }

        if (Entry is not null)
        {
            state.AddEntry(Entry);
        }

        Exception?.Insert(session);
        if (!_replyDropped)
        {
            Reply?.Insert(session, state);
            NoticeConfirmation.Apply(row, Reply, Replier, session, state);
        }
    }

    public override void OnCommitted(Store store)
    {
        if (!_replyDropped)
        {
            Reply?.HandOver(store);
        }
    }

    /// <summary>The same work, to be handed in anew after the store had refused it.</summary>
    public OutcomeWork Again() => new(row) { Attempt = Attempt, Exception = Exception, Reply = Reply, Replier = Replier, Entry = Entry };
}
