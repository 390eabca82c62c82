using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary>Records what a person said or did about an exception, with what it changes.</summary>
internal sealed class CaseNoteWork(CaseNoteRow note, long? keyNumber, LedgerEntry? entry, params (Statement Statement, SqlValue[] Values)[] effects) : StoreWork
{
    private string? _text;

    public override void Prepare(Store store)
    {
        // What a person says of a message may quote it.
        ContentKey? key = keyNumber is long number ? store.Keys.Find(number) : null;
        _text = note.Text is null || keyNumber is null ? note.Text : key is null ? null : SealedText.Seal(key, SealedPlace.Reason, note.Text);
    }

    public override void Apply(StoreSession session, WriterState state)
    {
        foreach ((Statement statement, SqlValue[] values) in effects)
        {
            session.Execute(statement, values);
        }

        session.Execute(Statements.InsertCaseNote, note.Id, note.Exception, note.Exchange, note.At, note.By, note.Kind, note.About, _text);
        if (entry is not null)
        {
            state.AddEntry(entry);
        }
    }
}
