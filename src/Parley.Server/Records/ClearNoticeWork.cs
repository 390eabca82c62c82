using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary>Marks that what a confirmed notice said has been erased.</summary>
internal sealed class ClearNoticeWork(NoticeRow notice) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state) => session.Execute(Statements.ClearNotice, notice.Id, state.Now);
}
