using Parley.Engine.Processes;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>Writes a step: the state, what it asked for, what it took, in one transaction.</summary>
/// <param name="draft">The step.</param>
/// <param name="instance">The instance as the step leaves it.</param>
/// <param name="isNew">Whether it is started by this.</param>
/// <param name="receipt">By what a repeated start is known; null for nothing.</param>
internal sealed class ProcessWork(ProcessDraft draft, ProcessInstance instance, bool isNew = false, ulong? receipt = null) : StoreWork
{
    private byte[] _sealed = [];
    private IdGenerator? _ids;

    /// <summary>After completion: the instance that the same start made before; null when it made this one.</summary>
    public long? Earlier { get; private set; }

    /// <summary>Statements of the caller's own, in the same transaction.</summary>
    public Action<StoreSession>? And { get; init; }

    /// <summary>The row of a new instance that has not begun.</summary>
    public static ProcessRow NewRow(long id, ContentKey key, KeptDefinition definition, DateTimeOffset now) => new()
    {
        Id = id,
        Definition = definition.Id,
        Name = definition.Name,
        Status = ProcessStatus.Pending,
        Pending = 1,
        Started = Clock.Microseconds(now),
        Changed = Clock.Microseconds(now),
        Key = key.Number,
    };

    public override void Prepare(Store store)
    {
        _ids = store.Ids;
        _sealed = instance.Key.Seal(SealedPlace.Process, instance.Content.ToBytes());
    }

    public override void Apply(StoreSession session, WriterState state)
    {
        if (receipt is ulong hash)
        {
            if (state.TryFindReceipt(hash, out long earlier))
            {
                Earlier = earlier;
                return;
            }

            session.Execute(Statements.InsertReceipt, instance.Row.Id, unchecked((long)hash));
            state.AddReceipt(hash, instance.Row.Id);
        }

        Earlier = null;
        ProcessRow row = instance.Row;
        if (isNew)
        {
            Insert(session, row, _sealed);
            if (row.ReplayOf is long earlierRun)
            {
                session.Execute(Statements.SetReplayOf, row.Id, earlierRun);
            }
        }
        else
        {
            session.Execute(
                Statements.UpdateProcess, row.Id, row.Definition, (long)row.Status, (long)row.Pending, row.Changed, row.Parked, _sealed);
        }

        WriteRest(session, state);
    }

    private static void Insert(StoreSession session, ProcessRow row, byte[] content) => session.Execute(
        Statements.InsertProcess,
        row.Id, row.Definition, row.Name, (long)row.Status, (long)row.Pending, row.Started, row.Changed, row.Parent, row.ParentKey, row.Parked, row.Key, content);

    private void WriteRest(StoreSession session, WriterState state)
    {
        foreach (ProcessTimerRow timer in draft.Timers)
        {
            session.Execute(Statements.InsertProcessTimer, timer.Id, timer.Due, timer.Process, timer.Key);
        }

        foreach (long timer in draft.DroppedTimers)
        {
            session.Execute(Statements.DeleteProcessTimer, timer);
        }

        foreach (ProcessListenRow listen in draft.Listens)
        {
            session.Execute(Statements.InsertProcessListen, listen.Id, listen.Channel, listen.Process, listen.Definition, listen.Since);
        }

        foreach (long listen in draft.DroppedListens)
        {
            session.Execute(Statements.DeleteProcessListen, listen);
        }

        foreach (StoredEvent stored in draft.Events)
        {
            stored.Insert(session);
        }

        foreach ((ProcessRow row, byte[] content) in draft.Children)
        {
            Insert(session, row, content);
        }

        foreach (LifecycleEffect lifecycle in draft.Lifecycle)
        {
            // Numbered here, on the writer's thread: who follows them by their numbers misses none.
            (long n, string what) = ProcessEntries.LifecycleOf(lifecycle);
            session.Execute(Statements.InsertLifecycle, _ids!.Next(), instance.Row.Id, instance.Row.Definition, n, what, instance.Row.Changed);
        }

        foreach ((long id, byte[] steps) in draft.Steps)
        {
            session.Execute(Statements.InsertProcessSteps, id, instance.Row.Id, steps);
        }

        foreach (long steps in draft.DroppedSteps)
        {
            session.Execute(Statements.DropProcessSteps, steps);
        }

        foreach ((long process, long exchange) in draft.Uses)
        {
            session.Execute(Statements.InsertProcessExchange, process, 0L, exchange);
        }

        draft.Entries.ForEach(state.AddEntry);
        And?.Invoke(session);
    }
}
