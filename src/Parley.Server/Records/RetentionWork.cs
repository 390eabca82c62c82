using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary>Keeps the dates of a page of exchanges and how far the job has come.</summary>
internal sealed class RetentionWork(IReadOnlyList<RetentionRow> dates, string name, string cursor) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state)
    {
        foreach (RetentionRow date in dates)
        {
            session.Execute(Statements.SetRetention, date.Exchange, date.Rule, date.Base, date.Due, date.Subject);
        }

        session.Execute(Statements.SetCursor, name, cursor, state.Now);
    }
}
