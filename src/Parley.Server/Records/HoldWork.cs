using System.Text;
using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary>Places a legal hold.</summary>
internal sealed class HoldWork(HoldRow hold, string organisation) : StoreWork
{
    private HoldTable? _holds;
    private byte[]? _sealed;
    private long? _key;

    public override void Prepare(Store store)
    {
        _holds = store.Holds;
        if (hold.Reference is string reference)
        {
            ContentKey key = store.Keys.Next();
            _key = key.Number;
            _sealed = key.Seal(SealedPlace.Hold, Encoding.UTF8.GetBytes(reference));
        }
    }

    public override void Apply(StoreSession session, WriterState state)
    {
        // From here on: an erasure in this very transaction must not slip past it.
        _holds!.Add(hold);
        session.Execute(
            Statements.InsertHold, hold.Id, hold.Kind, hold.Exchange, hold.Type, hold.Hash, _key, _sealed, hold.Reason, hold.By, hold.Placed);
        state.AddEntry(ActEntries.Authority(hold.By, organisation, hold.Reason, state.Now, hold.Exchange, $"hold placed on {hold.Kind}"));
    }
}
