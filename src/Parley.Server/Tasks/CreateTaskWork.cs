using Parley.Server.Storage;

namespace Parley.Server.Tasks;

/// <summary>
/// Gives a task. May stand in the work of whoever gives it, so that both take effect together: call <see cref="Prepare"/> and <see cref="Apply"/> from one's own.
/// Given twice under one key, the second comes to nothing.
/// </summary>
internal sealed class CreateTaskWork(TaskRow row, long eventId, Action<long?> given) : StoreWork
{
    private byte[]? _head;
    private byte[]? _sealed;

    /// <summary>The task.</summary>
    public TaskRow Row => row;

    public override void Prepare(Store store)
    {
        // A key that has been erased meanwhile: what the task would have said is gone with it.
        if (store.Keys.Find(row.Key) is ContentKey key)
        {
            using System.Security.Cryptography.AesGcm cipher = key.Cipher();
            _head = SealedFields.Seal(key, cipher, SealedPlace.Task, row.Title, row.Purpose);
            _sealed = SealedFields.Seal(key, cipher, SealedPlace.TaskContent, row.Form, row.Data);
        }
    }

    public override void Apply(StoreSession session, WriterState state)
    {
        session.Execute(
            Statements.InsertTask,
            row.Id, row.Origin, row.OriginKey, row.Organisation, row.Group, row.Person, row.Created, row.CreatedBy, row.Due, row.Timers, row.NextAt, row.Exchange, row.Key, _head, _sealed);
        session.Execute(Statements.InsertTaskEvent, eventId, row.Id, state.Now, "created", row.CreatedBy, row.Person is null ? row.Group : $"{row.Group}, {row.Person}", SqlValue.Null);
        state.AddEntry(TaskEntries.Of(row, row.CreatedBy, row.Organisation, null, "given", state.Now));
    }

    public override void OnCommitted(Store store) => given(row.NextAt);
}
