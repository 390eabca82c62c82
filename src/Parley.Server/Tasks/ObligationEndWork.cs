using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Tasks;

/// <summary>Records that a person says an obligation is done, or not owed after all, and why: the saying is evidence.</summary>
internal sealed class ObligationEndWork(ObligationRow row, bool owed, TaskActor actor, string rationale) : StoreWork
{
    private byte[]? _rationale;

    public override void Prepare(Store store)
    {
        // Under the key of what it is about, where there is one: the words may name a person.
        ContentKey? key = row.Key is long number ? store.Keys.Find(number) : store.Keys.Next();
        using System.Security.Cryptography.AesGcm? cipher = key?.Cipher();
        _rationale = key is null ? null : SealedFields.Seal(key, cipher!, SealedPlace.ObligationEnd, rationale);
    }

    public override void Apply(StoreSession session, WriterState state)
    {
        session.Execute(Statements.EndObligation, row.Id, state.Now, owed ? 2L : 3L, actor.Name, _rationale);
        state.AddEntry(new LedgerEntry
        {
            Action = LedgerAction.Authority,
            At = state.Now,
            Actor = actor.Entry,
            OnBehalfOf = actor.OnBehalfOf,
            Organisation = actor.Organisation,
            Exchange = row.Exchange is long exchange ? PublicId.Exchange(exchange) : null,
            Outcome = $"obligation {PublicId.Obligation(row.Id)} {(owed ? "fulfilled" : "not owed")}",
        });
    }
}
