using System.Security.Cryptography;
using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Agreements;

/// <summary>Records an emergency with its entry in the ledger and the task of reviewing it, and takes it into effect once durable.</summary>
internal sealed class EmergencyWork(EmergencyRow row, ExchangeRow exchange, LedgerEntry entry, ExceptionRow review, EmergencyTable table) : StoreWork
{
    public override void Prepare(Store store)
    {
        if (exchange.Key is long number && store.Keys.Find(number) is ContentKey key)
        {
            using AesGcm cipher = key.Cipher();
            review.Seal(key, cipher);
        }
    }

    public override void Apply(StoreSession session, WriterState state)
    {
        session.Execute(
            Statements.InsertEmergency,
            row.Id, row.From, row.To, row.ToSystem, row.Exchange, row.ReferenceHash, row.Purpose, row.Person, row.Actor, row.Reason, row.Declared, row.Until);
        review.Insert(session);
        state.AddEntry(entry);
    }

    public override void OnCommitted(Store store) => table.Take(row);
}
