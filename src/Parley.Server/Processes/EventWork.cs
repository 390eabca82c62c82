using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>Keeps an event.</summary>
/// <param name="stored">The event.</param>
/// <param name="and">What else is to be written with it.</param>
internal sealed class EventWork(StoredEvent stored, Action<StoreSession, WriterState>? and) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state)
    {
        stored.Insert(session);
        and?.Invoke(session, state);
    }
}
