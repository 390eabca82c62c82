using Parley.Server.Storage;

namespace Parley.Server.Tasks;

/// <summary>Takes up obligations and ends them, in the order found: all of it or none.</summary>
internal sealed class ObligationsWork : StoreWork
{
    private readonly List<(ObligationRow Row, byte[]? Sealed)> _raised = [];
    private readonly List<Action<StoreSession, WriterState>> _steps = [];

    /// <summary>Of how many exchanges it is.</summary>
    public int Exchanges { get; set; }

    /// <summary>Whether there is nothing to write.</summary>
    public bool IsEmpty => _steps.Count == 0;

    /// <summary>Takes one up; what is owed already is not owed twice.</summary>
    public void Raise(ObligationRow row)
    {
        int place = _raised.Count;
        _raised.Add((row, null));
        _steps.Add((session, _) => session.Execute(
            Statements.InsertObligation,
            row.Id, row.Kind, row.Ref, row.Name, row.Subject, row.Organisation, row.Group, row.Since, row.Raised, row.Days, row.Due, row.Fault, row.Exchange, row.Key,
            _raised[place].Sealed));
    }

    /// <summary>Ends what is owed in a matter, because an exchange says that it was done.</summary>
    public void Fulfil(long subject, string exchange, long at) => _steps.Add((session, _) => session.Execute(Statements.FulfilSubject, subject, at, exchange));

    /// <summary>Ends one because what it is of is over.</summary>
    public void End(long id, long at, bool done, string by) => _steps.Add((session, _) => session.Execute(Statements.EndObligation, id, at, done ? 1L : 4L, by, SqlValue.Null));

    /// <summary>Sets a due time that was not known.</summary>
    public void SetDue(long id, long? due, string? fault) => _steps.Add((session, _) => session.Execute(Statements.SetObligationDue, id, due, fault));

    /// <summary>Lets it follow its task to another group.</summary>
    public void Move(long id, string group, long due) => _steps.Add((session, _) => session.Execute(Statements.SetObligationGroup, id, group, due));

    /// <summary>Writes something else with it.</summary>
    public void Then(Action<StoreSession, WriterState> step) => _steps.Add(step);

    public override void Prepare(Store store)
    {
        for (int i = 0; i < _raised.Count; i++)
        {
            ObligationRow row = _raised[i].Row;
            if (row.Matter is not null && row.Key is long number && store.Keys.Find(number) is ContentKey key)
            {
                using System.Security.Cryptography.AesGcm cipher = key.Cipher();
                _raised[i] = (row, SealedFields.Seal(key, cipher, SealedPlace.Obligation, row.Matter));
            }
        }
    }

    public override void Apply(StoreSession session, WriterState state)
    {
        foreach (Action<StoreSession, WriterState> step in _steps)
        {
            step(session, state);
        }
    }
}
