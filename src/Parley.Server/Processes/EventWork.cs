using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>Keeps an event, unless one of the same source and identifier was kept before.</summary>
/// <param name="stored">The event.</param>
/// <param name="receipt">By what a repetition is known; null for nothing.</param>
/// <param name="and">What else is to be written with it.</param>
internal sealed class EventWork(StoredEvent stored, ulong? receipt, Action<StoreSession, WriterState>? and) : StoreWork
{
    /// <summary>After completion: whether it had been kept before.</summary>
    public bool IsRepeated { get; private set; }

    public override void Apply(StoreSession session, WriterState state)
    {
        IsRepeated = receipt is ulong hash && state.TryFindReceipt(hash, out _);
        if (!IsRepeated)
        {
            stored.Insert(session);
            if (receipt is ulong first)
            {
                session.Execute(Statements.InsertReceipt, stored.Id, unchecked((long)first));
                state.AddReceipt(first, stored.Id);
            }
        }

        and?.Invoke(session, state);
    }
}
