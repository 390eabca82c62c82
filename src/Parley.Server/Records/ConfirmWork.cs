using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary>Records that a recipient has done what a notice asks.</summary>
internal sealed class ConfirmWork(NoticeRow notice, string by) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state)
    {
        session.Execute(Statements.ConfirmNotice, notice.Id, state.Now, by);
        if (notice.Channel != "correction")
        {
            session.Execute(Statements.EndExceptionsOf, notice.Told, state.Now, by, (long)ExceptionStatus.Settled);
        }

        state.AddEntry(ActEntries.ForNotice(notice, state.Now, by, "confirmed"));
    }
}
