using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary>Records what a person decided of a review: the decision itself is evidence, whichever way it went.</summary>
internal sealed class DecideWork(ReviewRow review, string decision, string by, string organisation, string reason, long? next) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state)
    {
        session.Execute(Statements.DecideReview, review.Id, state.Now, decision, by, reason, next);
        if (next is long due)
        {
            session.Execute(Statements.KeepRetention, review.Exchange, due, state.Now);
        }
        else
        {
            session.Execute(Statements.SetRetentionState, review.Exchange, 2L, review.Due);
        }

        state.AddEntry(ActEntries.Authority(by, organisation, reason, state.Now, review.Exchange, $"review {decision}"));
    }
}
