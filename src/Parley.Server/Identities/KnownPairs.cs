using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>
/// The pairs of the repository as they are stored, and those among them that wait for a person, heaviest first. One writer; to be used under the keeper's lock.
/// </summary>
internal sealed class KnownPairs(double reviewFrom, double joinFrom)
{
    private readonly Dictionary<(long Low, long High), (int Weight, string Model)> _pairs = [];
    private readonly SortedSet<(int Lightness, long Low, long High)> _uncertain = [];
    private long _last;

    /// <summary>How many pairs there are.</summary>
    public int Count => _pairs.Count;

    /// <summary>How many of them lie between the thresholds.</summary>
    public int Uncertain => _uncertain.Count;

    /// <summary>All pairs.</summary>
    public IReadOnlyCollection<(long Low, long High)> All => _pairs.Keys;

    /// <summary>Takes a stored row in.</summary>
    public void Take(IdentityPairRow row)
    {
        _last = Math.Max(_last, row.Id);
        Set((row.Low, row.High), (int?)row.Weight, row.Model);
    }

    /// <summary>Makes a pair what it now is.</summary>
    /// <returns>The row to be stored; null when it is stored as it is.</returns>
    public IdentityPairRow? Change((long Low, long High) pair, float? weight, string model)
    {
        int? now = weight is float bits && bits >= reviewFrom ? (int)Math.Round(bits * 1000) : null;
        bool known = _pairs.TryGetValue(pair, out (int Weight, string Model) before);
        if (now is null ? !known : known && before == (now.Value, model))
        {
            return null;
        }

        Set(pair, now, model);
        return new IdentityPairRow(++_last, pair.Low, pair.High, now, model);
    }

    /// <summary>The pairs between the thresholds, heaviest first, after one of them.</summary>
    public IEnumerable<(long Low, long High, int Weight)> Waiting((int Weight, long Low, long High)? after)
    {
        IEnumerable<(int Lightness, long Low, long High)> from = after is (int weight, long low, long high)
            ? _uncertain.GetViewBetween((-weight, low, high), (int.MaxValue, long.MaxValue, long.MaxValue)).Where(p => p != (-weight, low, high))
            : _uncertain;
        return from.Select(p => (p.Low, p.High, -p.Lightness));
    }

    private void Set((long Low, long High) pair, int? weight, string model)
    {
        if (_pairs.Remove(pair, out (int Weight, string Model) before))
        {
            _uncertain.Remove((-before.Weight, pair.Low, pair.High));
        }

        if (weight is int now)
        {
            _pairs[pair] = (now, model);
            if (now < joinFrom * 1000)
            {
                _uncertain.Add((-now, pair.Low, pair.High));
            }
        }
    }
}
