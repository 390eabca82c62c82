using System.Buffers;
using System.Numerics;

namespace Parley.Engine.Search;

/// <summary>
/// Gathers for one query the records that may be worth most. What it gives for a record depends on that record alone, never on how many others have a term:
/// those others may be hidden from the asker.
/// </summary>
/// <remarks>
/// Terms are looked through tier by tier (a tier: the terms of one part of the query that are worth the same). A place is weighed whole when it is first met, so
/// that whatever is met later has none of the tiers looked through before: as soon as the tiers that are left cannot be worth as much together as the worst of
/// the best, they need not be looked through at all. A common name beside a date of birth therefore costs next to nothing, however many bear it.
/// </remarks>
internal sealed class Gathering : IDisposable
{
    /// <summary>How many places and terms of ranges are looked through; of very frequent terms the newest come first.</summary>
    public const int MostLooked = 5_000_000;

    private const int MostCounted = 256;
    private const int PlacesOfATerm = 8;

    // Beyond these a tier is not marked: the record's own terms are looked through instead, of the few records that are worth it.
    private const int MostMarked = 2_000_000;
    private const int MostMarkedTerms = 20_000;

    // How many places are gone over, 64 at once, before it is asked anew what is needed to be among the best.
    private const int WordsOfABlock = 1024;

    private readonly Postings _postings;
    private readonly List<IndexEntry> _entries;
    private readonly TermRoom _terms;
    private readonly Func<int, bool> _wanted;
    private readonly IReadOnlyList<QueryPart> _parts;
    private readonly List<Tier>[] _tiers;
    private readonly int[] _met;
    private readonly int _only = -1;
    private readonly ulong[] _seen;
    private readonly List<ulong[]> _marks = [];
    private readonly Dictionary<int, bool> _groups = [];
    private readonly PriorityQueue<SearchCandidate, long> _best = new();
    private int _left = MostLooked;
    private int _count;
    private long _below;
    private int _rest;

    // The order of the last of the best, once they are as many as are wanted.
    private long _floor;

    /// <summary>Makes one, to be asked once.</summary>
    /// <param name="postings">From terms to places.</param>
    /// <param name="entries">The records by place.</param>
    /// <param name="terms">The records' terms.</param>
    /// <param name="wanted">Whether records of a group are wanted.</param>
    /// <param name="parts">The parts of the query.</param>
    public Gathering(Postings postings, List<IndexEntry> entries, TermRoom terms, Func<int, bool> wanted, IReadOnlyList<QueryPart> parts)
    {
        (_postings, _entries, _terms, _wanted, _parts) = (postings, entries, terms, wanted, parts);
        _tiers = [.. parts.Select(TiersOf)];
        _met = new int[parts.Count];
        _rest = _tiers.Sum(Most);
        for (int part = 0; part < parts.Count; part++)
        {
            // What a required part does not find is out of the question: the one with the fewest places is the only one to look through.
            if (parts[part].Required && (_only < 0 || _tiers[part].Sum(t => t.Places) < _tiers[_only].Sum(t => t.Places)))
            {
                _only = part;
            }
        }

        _seen = RentBits();
    }

    /// <summary>Whether there was more than is looked through.</summary>
    public bool Incomplete => _left <= 0;

    /// <summary>The candidates that may be worth most, the best first.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="below">Only those below this order: what was given before is at or above it.</param>
    public List<SearchCandidate> Best(int count, long below)
    {
        (_count, _below) = (count, below);
        Prime();
        while (!Incomplete && Next() is Tier tier)
        {
            Look(tier);
            _tiers[tier.Part].RemoveAt(0);
            _rest -= tier.Worth - Most(_tiers[tier.Part]);
        }

        return [.. _best.UnorderedItems.Select(i => i.Element).OrderByDescending(c => c.Order)];
    }

    /// <inheritdoc/>
    public void Dispose() => _marks.ForEach(bits => ArrayPool<ulong>.Shared.Return(bits));

    private static int Most(List<Tier> tiers) => tiers.Count > 0 ? tiers[0].Worth : 0;

    // From the most that a term is worth to the least.
    private List<Tier> TiersOf(QueryPart part, int number)
    {
        SortedDictionary<int, Tier> tiers = new(Comparer<int>.Create((a, b) => b.CompareTo(a)));
        foreach ((ulong term, int worth) in part.Terms)
        {
            if (_postings.TryFind(term, out int single, out ArraySegment<int> list))
            {
                At(worth).Add(single, list);
            }
        }

        foreach ((ulong first, ulong last, int worth) in part.Ranges)
        {
            if (PlacesBetween(first, last) is (> 0, long places) and (int terms, _))
            {
                At(worth).Add(first, last, terms, places);
            }
        }

        return [.. tiers.Values];

        Tier At(int worth) => tiers.TryGetValue(worth, out Tier? tier) ? tier : tiers[worth] = new Tier(number, worth);
    }

    // A few of what each part is worth most for: with as many as are wanted at hand most of the others are turned away at their first look.
    private void Prime()
    {
        foreach (Tier tier in _tiers.Where(t => t.Count > 0 && (_only < 0 || t[0].Part == _only)).Select(t => t[0]))
        {
            int few = _count;
            foreach (ArraySegment<int> list in tier.Lists)
            {
                int newest = Math.Min(list.Count, few);
                LookThrough(tier, list[^newest..]);
                few -= newest;
            }
        }
    }

    // How many terms, and about how many places they have.
    private (int Terms, long Places) PlacesBetween(ulong first, ulong last)
    {
        (int terms, long places) = (0, 0);
        foreach (ulong term in _postings.Between(first, last))
        {
            if (++terms > MostCounted)
            {
                int all = _postings.CountBetween(first, last);
                return (all, all * (long)PlacesOfATerm);
            }

            places += _postings.TryFind(term, out int single, out ArraySegment<int> list) ? single >= 0 ? 1 : list.Count : 0;
        }

        return (places > 0 ? terms : 0, places);
    }

    // The tier that takes most from what is left to be worth, for what it costs; null when what is left is not worth looking through.
    private Tier? Next()
    {
        if (!IsEnough(_rest))
        {
            return null;
        }

        (Tier? best, double least) = (null, double.MaxValue);
        foreach (List<Tier> tiers in _tiers)
        {
            if (tiers.Count > 0 && (_only < 0 || tiers[0].Part == _only))
            {
                double cost = tiers[0].Places / (double)(tiers[0].Worth - (tiers.Count > 1 ? tiers[1].Worth : 0));
                (best, least) = cost < least ? (tiers[0], cost) : (best, least);
            }
        }

        return best;
    }

    private void Look(Tier tier)
    {
        // To go over the marks of all places costs as much as to look at so few of them.
        if (tier.Places > _entries.Count >> 13 && MayMark(tier))
        {
            LookThroughMarks(tier);
            return;
        }

        foreach (int place in tier.Singles)
        {
            Meet(tier, place);
        }

        foreach (ArraySegment<int> list in tier.Lists)
        {
            LookThrough(tier, list);
        }

        foreach ((ulong first, ulong last) in tier.Ranges)
        {
            foreach (ulong term in _postings.Between(first, last))
            {
                if (_left-- <= 0 || !IsEnough(_rest))
                {
                    return;
                }

                if (_postings.TryFind(term, out int single, out ArraySegment<int> list))
                {
                    if (single >= 0)
                    {
                        Meet(tier, single);
                    }
                    else
                    {
                        LookThrough(tier, list);
                    }
                }
            }
        }
    }

    // The newest first; of each 64 places only those that nobody has met yet and that have enough of the other parts too.
    private void LookThroughMarks(Tier tier)
    {
        ulong[] marks = Marked(tier);
        List<List<ulong[]>> needed = [];
        int last = (_entries.Count - 1) >> 6;
        for (int word = last; word >= 0; word--)
        {
            if ((last - word) % WordsOfABlock == 0)
            {
                needed = Needed(tier);
            }

            ulong bits = marks[word] & ~_seen[word];
            for (int part = 0; part < needed.Count && bits != 0; part++)
            {
                ulong any = 0;
                foreach (ulong[] tierMarks in needed[part])
                {
                    any |= tierMarks[word];
                }

                bits &= any;
            }

            for (; bits != 0; bits &= ~(1UL << (63 - BitOperations.LeadingZeroCount(bits))))
            {
                int place = (word << 6) + 63 - BitOperations.LeadingZeroCount(bits);
                if (_left <= 0 || SearchCandidate.OrderOf(_rest, place) <= _floor)
                {
                    return;
                }

                Meet(tier, place);
            }
        }
    }

    // For each other part without which a place cannot be among the best: the marks of its tiers that are worth enough.
    private List<List<ulong[]>> Needed(Tier tier)
    {
        List<List<ulong[]>> needed = [];
        for (int part = 0; part < _tiers.Length; part++)
        {
            int others = _rest - Most(_tiers[part]);
            if (part != tier.Part && (_parts[part].Required || !IsEnough(others)))
            {
                List<Tier> enough = _tiers[part].FindAll(t => IsEnough(others + t.Worth));
                if (enough.TrueForAll(MayMark))
                {
                    needed.Add(enough.ConvertAll(Marked));
                }
            }
        }

        return needed;
    }

    private bool IsEnough(int worth) => SearchCandidate.OrderOf(worth, int.MaxValue) > _floor;

    // The newest first: what comes behind one that is too old even if it has all that is left is older still.
    private void LookThrough(Tier tier, ReadOnlySpan<int> list)
    {
        for (int i = list.Length - 1; i >= 0 && _left > 0 && SearchCandidate.OrderOf(_rest, list[i]) > _floor; i--)
        {
            Meet(tier, list[i]);
        }
    }

    private void Meet(Tier tier, int place)
    {
        _left--;
        ref ulong seen = ref _seen[place >> 6];
        ulong bit = 1UL << (place & 63);
        if ((seen & bit) == 0)
        {
            seen |= bit;
            Weigh(tier, place);
        }
    }

    // A place that is met first in this tier: of each other part it can have what has not been looked through yet.
    private void Weigh(Tier tier, int place)
    {
        int worth = _rest;
        for (int part = 0; part < _tiers.Length && SearchCandidate.OrderOf(worth, place) > _floor; part++)
        {
            if (part != tier.Part)
            {
                _met[part] = MostOf(part, place);
                worth -= Most(_tiers[part]) - _met[part];
            }
        }

        if (SearchCandidate.OrderOf(worth, place) <= _floor || _entries[place].IsGone)
        {
            return;
        }

        _met[tier.Part] = tier.Worth;
        worth = Sum(tier, place);
        SearchCandidate candidate = SearchCandidate.Of(_entries[place].Record, worth, place);
        if (worth == 0 || candidate.Order <= _floor || candidate.Order >= _below || !IsWanted(_entries[place].Group))
        {
            return;
        }

        if (_best.Count < _count)
        {
            _best.Enqueue(candidate, candidate.Order);
        }
        else
        {
            _best.EnqueueDequeue(candidate, candidate.Order);
        }

        _floor = _best.Count == _count && _best.TryPeek(out _, out long least) ? least : 0;
    }

    // The most that a place can be worth for a part, as far as the lists and marks tell without looking at the record.
    private int MostOf(int part, int place)
    {
        List<Tier> tiers = _tiers[part];
        for (int i = 0; i < tiers.Count; i++)
        {
            if (MayHave(tiers[i], place))
            {
                return tiers[i].Worth;
            }
        }

        return 0;
    }

    private bool MayHave(Tier tier, int place)
    {
        if (tier.IsWorthMarking && MayMark(tier))
        {
            Marked(tier);
        }

        return !tier.CanTell || tier.Has(place);
    }

    private static bool MayMark(Tier tier) => tier.Places <= MostMarked && tier.RangeTerms <= MostMarkedTerms;

    // A bit for each place: to look at it costs less than a search in each list, or in the terms of the record.
    private ulong[] Marked(Tier tier)
    {
        if (tier.Marks is ulong[] marks)
        {
            return marks;
        }

        ulong[] bits = RentBits();
        foreach (ArraySegment<int> list in tier.Lists)
        {
            Mark(bits, list);
        }

        foreach (int place in tier.Singles)
        {
            Mark(bits, [place]);
        }

        foreach ((ulong first, ulong last) in tier.Ranges)
        {
            foreach (ulong term in _postings.Between(first, last))
            {
                if (_postings.TryFind(term, out int single, out ArraySegment<int> list))
                {
                    Mark(bits, single >= 0 ? [single] : list);
                }
            }
        }

        return tier.Marks = bits;
    }

    private static void Mark(ulong[] bits, ReadOnlySpan<int> places)
    {
        foreach (int place in places)
        {
            bits[place >> 6] |= 1UL << (place & 63);
        }
    }

    private ulong[] RentBits()
    {
        int words = (_entries.Count + 63) / 64;
        ulong[] bits = ArrayPool<ulong>.Shared.Rent(words);
        Array.Clear(bits, 0, words);
        _marks.Add(bits);
        return bits;
    }

    // Where marks and lists could not tell, the record's own terms do. 0 when it lacks what is required.
    private int Sum(Tier tier, int place)
    {
        int total = 0;
        for (int part = 0; part < _tiers.Length; part++)
        {
            int worth = _met[part];
            if (worth > 0 && part != tier.Part && !_tiers[part].TrueForAll(t => t.CanTell))
            {
                worth = _parts[part].Weigh(_terms.At(_entries[place].Terms));
            }

            if (worth == 0 && _parts[part].Required)
            {
                return 0;
            }

            total += worth;
        }

        return total;
    }

    private bool IsWanted(int group)
    {
        if (!_groups.TryGetValue(group, out bool wanted))
        {
            _groups.Add(group, wanted = _wanted(group));
        }

        return wanted;
    }
}
