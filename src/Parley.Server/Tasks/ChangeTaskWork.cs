using Parley.Server.Storage;

namespace Parley.Server.Tasks;

/// <summary>Changes a task: its row as it is to be, a line of its history, an entry of the ledger, and, when it ends by being done, the word to who gave it.</summary>
internal sealed class ChangeTaskWork(TaskChange change, TaskActor actor, long eventId, long answerId, Action<TaskRow> changed) : StoreWork
{
    private byte[]? _answer;
    private byte[]? _text;

    public override void Prepare(Store store)
    {
        if (store.Keys.Find(change.Row.Key) is not ContentKey key)
        {
            return;
        }

        using System.Security.Cryptography.AesGcm cipher = key.Cipher();
        _answer = SealedFields.Seal(key, cipher, SealedPlace.TaskAnswer, change.Row.Answer, change.Row.Rationale);
        _text = SealedFields.Seal(key, cipher, SealedPlace.TaskEvent, change.Text);
    }

    public override void Apply(StoreSession session, WriterState state)
    {
        TaskRow row = change.Row;
        session.Execute(
            Statements.UpdateTask,
            row.Id, row.Group, row.Person, (long)row.Status, row.Claimed, row.ClaimedBy, row.Ended, row.EndedBy, row.Reminded, row.Escalated, row.Timers, row.NextAt, _answer);
        session.Execute(Statements.InsertTaskEvent, eventId, row.Id, state.Now, change.Kind, actor.Name, change.Detail, _text);
        if (row.Status == HumanTaskStatus.Completed && row.Origin != HumanTasks.FromApi)
        {
            session.Execute(Statements.InsertTaskAnswer, answerId, row.Id, row.Origin, state.Now);
        }

        if (change.Kind is not ("commented" or "reminded"))
        {
            state.AddEntry(TaskEntries.Of(row, actor.Entry, actor.Organisation, actor.OnBehalfOf, change.Kind, state.Now));
        }
    }

    public override void OnCommitted(Store store) => changed(change.Row);
}
