using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>
/// The pairs of the repository as they are stored, and those among them that wait for a person, heaviest first. One writer; to be used under the index's lock.
/// </summary>
internal sealed class KnownPairs(double reviewFrom, double joinFrom)
{
    private readonly Dictionary<(long Low, long High), (int Weight, string Model, long Row)> _pairs = [];
    private readonly Queue<long> _dead = [];
    private readonly SortedSet<(int Lightness, long Low, long High)> _uncertain = [];
    private long _last;

    /// <summary>How many pairs there are.</summary>
    public int Count => _pairs.Count;

    /// <summary>How many of them lie between the thresholds.</summary>
    public int Uncertain => _uncertain.Count;

    /// <summary>How many stored rows say nothing any more: newer ones of the same pairs hold.</summary>
    public int Dead => _dead.Count;

    /// <summary>All pairs.</summary>
    public IReadOnlyCollection<(long Low, long High)> All => _pairs.Keys;

    /// <summary>Takes a stored row in.</summary>
    public void Take(IdentityPairRow row)
    {
        _last = Math.Max(_last, row.Id);
        Set(row);
    }

    /// <summary>Some of the rows that say nothing any more, the oldest first; they are not named again.</summary>
    public long[] TakeDead(int most)
    {
        long[] some = [.. _dead.Take(most)];
        Array.ForEach(some, _ => _dead.Dequeue());
        return some;
    }

    /// <summary>Makes a pair what it now is.</summary>
    /// <returns>The row to be stored; null when it is stored as it is.</returns>
    public IdentityPairRow? Change((long Low, long High) pair, float? weight, string model)
    {
        int? now = weight is float bits && bits >= reviewFrom ? (int)Math.Round(bits * 1000) : null;
        bool known = _pairs.TryGetValue(pair, out (int Weight, string Model, long Row) before);
        if (now is null ? !known : known && (before.Weight, before.Model) == (now.Value, model))
        {
            return null;
        }

        IdentityPairRow row = new(++_last, pair.Low, pair.High, now, model);
        Set(row);
        return row;
    }

    /// <summary>The pairs between the thresholds, heaviest first, after one of them.</summary>
    public IEnumerable<(long Low, long High, int Weight)> Waiting((int Weight, long Low, long High)? after)
    {
        IEnumerable<(int Lightness, long Low, long High)> from = after is (int weight, long low, long high)
            ? _uncertain.GetViewBetween((-weight, low, high), (int.MaxValue, long.MaxValue, long.MaxValue)).Where(p => p != (-weight, low, high))
            : _uncertain;
        return from.Select(p => (p.Low, p.High, -p.Lightness));
    }

    private void Set(IdentityPairRow row)
    {
        (long Low, long High) pair = (row.Low, row.High);
        if (_pairs.Remove(pair, out (int Weight, string Model, long Row) before))
        {
            _uncertain.Remove((-before.Weight, pair.Low, pair.High));
            _dead.Enqueue(before.Row);
        }

        if (row.Weight is not long weight)
        {
            // What it ended is removed before it, and then it says nothing either.
            _dead.Enqueue(row.Id);
            return;
        }

        _pairs[pair] = ((int)weight, row.Model, row.Id);
        if (weight < joinFrom * 1000)
        {
            _uncertain.Add((-(int)weight, pair.Low, pair.High));
        }
    }
}
