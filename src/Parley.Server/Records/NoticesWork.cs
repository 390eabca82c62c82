using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary>Tells further recipients of an act.</summary>
internal sealed class NoticesWork(ActRow act, IReadOnlyList<NoticeDraft> notices) : StoreWork
{
    public override void Prepare(Store store)
    {
        foreach (NoticeDraft notice in notices)
        {
            notice.Record?.Seal(store.Keys);
        }
    }

    public override void Apply(StoreSession session, WriterState state)
    {
        foreach (NoticeDraft notice in notices)
        {
            notice.Row.Insert(session);
            notice.Record?.Insert(session, state);
            state.AddEntry(ActEntries.Told(act, notice.Row));
        }
    }

    public override void OnCommitted(Store store)
    {
        foreach (NoticeDraft notice in notices)
        {
            notice.Record?.HandOver(store);
        }
    }
}
