using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary>Keeps a corrected version, sealed under the key of the message it corrects: with that key it goes.</summary>
internal sealed class CorrectionWork(CorrectionRow row, byte[] body, long? keyNumber, CorrectedBy by) : StoreWork
{
    private byte[]? _sealed;
    private string? _reason;

    public override void Prepare(Store store)
    {
        ContentKey? key = keyNumber is long number ? store.Keys.Find(number) ?? throw new StoreUnavailableException("The message has been erased.", null) : null;
        _sealed = key?.Seal(SealedPlace.Body, body);
        _reason = key is null || row.Reason is null ? row.Reason : SealedText.Seal(key, SealedPlace.Reason, row.Reason);
    }

    public override void Apply(StoreSession session, WriterState state)
    {
        session.Execute(Statements.InsertContent, row.Id, _sealed ?? body, keyNumber);
        session.Execute(
            Statements.InsertCorrection, row.Id, row.Exception, row.Exchange, (long)row.Version, row.At, row.By, row.Fields, _reason, row.Id, row.Sha256);
        state.AddEntry(by.EntryOf(row.Exchange, "correction kept", row.At) with { Action = LedgerAction.Alteration, Content = row.Sha256 });
    }
}
