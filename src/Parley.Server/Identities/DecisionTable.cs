using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>What people have decided on pairs of records, in memory. Decisions are about records, not about weights: they outlive every model.</summary>
internal sealed class DecisionTable(Store store)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(long Low, long High), List<IdentityDecisionRow>> _byPair = [];
    private readonly Dictionary<long, HashSet<long>> _others = [];

    /// <summary>Takes a decision in, or one that has changed.</summary>
    public void Put(IdentityDecisionRow row)
    {
        lock (_gate)
        {
            if (!_byPair.TryGetValue((row.Low, row.High), out List<IdentityDecisionRow>? rows))
            {
                _byPair[(row.Low, row.High)] = rows = [];
            }

            // A new list, since the one before may be in somebody's hands.
            _byPair[(row.Low, row.High)] = [.. rows.Where(r => r.Id != row.Id).Append(row).OrderBy(r => r.Id)];
            Note(row.Low, row.High);
            Note(row.High, row.Low);
        }
    }

    /// <summary>The decisions on a pair, old to new, those undone among them, with their reasons as far as what they may quote has not been erased.</summary>
    public IReadOnlyList<IdentityDecisionRow> Of(long left, long right) => [.. Sealed(left, right).Select(Open)];

    /// <summary>The records that somebody decided on together with a record.</summary>
    public IReadOnlyList<long> Others(long record)
    {
        lock (_gate)
        {
            return _others.TryGetValue(record, out HashSet<long>? others) ? [.. others] : [];
        }
    }

    /// <summary>All pairs that were decided on.</summary>
    public IReadOnlyList<(long Low, long High)> Pairs()
    {
        lock (_gate)
        {
            return [.. _byPair.Keys];
        }
    }

    /// <summary>A decision by its key, or null.</summary>
    public IdentityDecisionRow? Find(long id)
    {
        IdentityDecisionRow? row;
        lock (_gate)
        {
            row = _byPair.Values.SelectMany(r => r).FirstOrDefault(r => r.Id == id);
        }

        return row is null ? null : Open(row);
    }

    /// <summary>
    /// What holds of a pair: one, not one, or null for what the weights say. Of each person the newest decision counts; where people differ the two are held apart, for
    /// of two errors a wrong join is the worse, until they agree.
    /// </summary>
    /// <param name="left">One record.</param>
    /// <param name="right">The other.</param>
    /// <param name="asKnownAt">As it stood at a moment; null for now.</param>
    public bool? Effective(long left, long right, long? asKnownAt = null)
    {
        IEnumerable<Verdict> standing = Standing(AsOf(Sealed(left, right), asKnownAt)).Select(r => (Verdict)r.Verdict);
        bool? effective = null;
        foreach (Verdict verdict in standing)
        {
            effective = verdict == Verdict.NotSame ? false : verdict == Verdict.Same ? effective ?? true : effective;
        }

        return effective;
    }

    /// <summary>The decisions that count: of each person the newest that was not undone.</summary>
    public static IReadOnlyList<IdentityDecisionRow> Standing(IEnumerable<IdentityDecisionRow> rows) =>
        [.. rows.Where(r => r.Undone is null).GroupBy(r => r.By, StringComparer.Ordinal).Select(g => g.Last()).OrderBy(r => r.Id)];

    /// <summary>Decisions as they stood at a moment: those made later are not there, and those undone later stand.</summary>
    public static IEnumerable<IdentityDecisionRow> AsOf(IEnumerable<IdentityDecisionRow> rows, long? asKnownAt) => asKnownAt is not long then
        ? rows
        : rows.Where(r => r.At <= then).Select(r => r.Undone > then ? r with { Undone = null, UndoneBy = null } : r);

    /// <summary>Whether people differ.</summary>
    public static bool Differ(IEnumerable<IdentityDecisionRow> rows) =>
        Standing(rows).Select(r => (Verdict)r.Verdict).Where(v => v != Verdict.CannotTell).Distinct().Count() > 1;

    /// <summary>A pair in order.</summary>
    public static (long Low, long High) Pair(long left, long right) => left < right ? (left, right) : (right, left);

    // Sealed twice, under the keys of the exchanges of both records.
    private IdentityDecisionRow Open(IdentityDecisionRow row) =>
        row with { Reason = SealedText.Open(store.Keys, SealedPlace.Reason, SealedText.Open(store.Keys, SealedPlace.Reason, row.Reason)) };

    private List<IdentityDecisionRow> Sealed(long left, long right)
    {
        lock (_gate)
        {
            return _byPair.GetValueOrDefault(Pair(left, right), []);
        }
    }

    private void Note(long record, long other)
    {
        if (!_others.TryGetValue(record, out HashSet<long>? others))
        {
            _others[record] = others = [];
        }

        others.Add(other);
    }
}
