using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary>Raises the alarm about a notice that has not been confirmed in time.</summary>
internal sealed class EscalateWork(NoticeRow notice, ExceptionRow exception, long? keyNumber, string organisation) : StoreWork
{
    public override void Prepare(Store store)
    {
        if (keyNumber is not long number)
        {
            return;
        }

        if (store.Keys.Find(number) is not ContentKey key)
        {
            exception.Withhold();
            return;
        }

        using System.Security.Cryptography.AesGcm cipher = key.Cipher();
        exception.Seal(key, cipher);
    }

    public override void Apply(StoreSession session, WriterState state)
    {
        session.Execute(Statements.EscalateNotice, notice.Id, state.Now);
        exception.Insert(session);
        state.AddEntry(ActEntries.ForNotice(notice, state.Now, "platform", organisation, "late"));
    }
}
