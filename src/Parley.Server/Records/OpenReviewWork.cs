using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary>Opens the review of what has come up.</summary>
internal sealed class OpenReviewWork(long id, RetentionRow date) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state)
    {
        session.Execute(Statements.InsertReview, id, date.Exchange, date.Rule, state.Now, date.Due);
        session.Execute(Statements.SetRetentionState, date.Exchange, 1L, date.Due);
    }
}
