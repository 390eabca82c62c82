using Parley.Engine.Expressions;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>A CloudEvent ready to be kept for whoever waits for it.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Event">The event in its JSON format.</param>
/// <param name="Channels">Where it is offered.</param>
/// <param name="KeyNumber">The number of the key it is sealed under.</param>
/// <param name="Content">The event, sealed.</param>
/// <param name="Exchanges">The exchanges that it was made of.</param>
internal sealed record StoredEvent(
    long Id, JqValue Event, IReadOnlyList<long> Channels, long KeyNumber, byte[] Content, IReadOnlyCollection<long> Exchanges)
{
    /// <summary>Makes one.</summary>
    public static StoredEvent Make(Store store, EventChannels channels, JqValue received, IReadOnlyCollection<long> exchanges)
    {
        ContentKey key = store.Keys.Next();
        return new StoredEvent(store.Ids.Next(), received, channels.Of(received), key.Number, key.Seal(SealedPlace.ProcessEvent, received.ToUtf8()), exchanges);
    }

    /// <summary>Writes it.</summary>
    public void Insert(StoreSession session)
    {
        session.Execute(Statements.InsertProcessEvent, Id, KeyNumber, Content);
        foreach (long channel in Channels)
        {
            session.Execute(Statements.InsertProcessEventChannel, channel, Id);
        }

        foreach (long exchange in Exchanges)
        {
            session.Execute(Statements.InsertProcessExchange, Id, 1L, exchange);
        }
    }
}
