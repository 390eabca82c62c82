namespace Parley.Server.Storage;

/// <summary>Takes in an exchange, unless its receipt says that it was taken in before.</summary>
internal sealed class ExchangeWork(ExchangeRecord record) : StoreWork
{
    /// <summary>After completion: the exchange that was taken in before, or null when this one was.</summary>
    public long? Earlier { get; private set; }

    public override void Prepare(Store store) => record.Seal(store.Keys);

    public override void Apply(StoreSession session, WriterState state)
    {
        if (record.Receipt is ulong hash && state.TryFindReceipt(hash, out long earlier))
        {
            Earlier = earlier;
            return;
        }

        Earlier = null;
        record.Insert(session, state);
    }

    public override void OnCommitted(Store store)
    {
        if (Earlier is null)
        {
            record.HandOver(store);
        }
    }
}
