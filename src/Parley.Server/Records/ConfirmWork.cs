using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary>Records that a recipient has done what a notice asks.</summary>
/// <param name="notice">The notice.</param>
/// <param name="by">Who says so.</param>
/// <param name="organisation">The organisation of who says so: an operator may, once the recipient has told it.</param>
internal sealed class ConfirmWork(NoticeRow notice, string by, string organisation) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state)
    {
        session.Execute(Statements.ConfirmNotice, notice.Id, state.Now, by);
        if (notice.Channel != "correction")
        {
            session.Execute(Statements.EndExceptionsOf, notice.Told, state.Now, by, (long)ExceptionStatus.Settled);
        }

        state.AddEntry(ActEntries.ForNotice(notice, state.Now, by, organisation, "confirmed"));
    }
}
