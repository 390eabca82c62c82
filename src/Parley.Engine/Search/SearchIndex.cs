using Parley.Engine.Dictionary;

namespace Parley.Engine.Search;

/// <summary>
/// Finds records that may meet a query. It holds numbers of terms and of records, never a value; what it finds must be judged by
/// <see cref="QueryPlan.Judge"/> on what the asker may see. One writer at a time and any number of readers, kept apart by a lock of its own.
/// </summary>
public sealed class SearchIndex : IDisposable
{
    // What meets less than this share of what the best candidate meets is none: whoever gives a name and a date of birth does not ask for all of that name.
    private const float LeastShare = 0.25f;

    private const int ManyPlaces = 50_000;
    private const int MostOfATerm = 200_000;
    private const int MostTermsOfARange = 2_000;

    private readonly ReaderWriterLockSlim _lock = new();
    private readonly Postings _postings = new();
    private readonly Dictionary<long, int> _places = [];
    private readonly List<Entry> _entries = [];

    /// <summary>How many records it has.</summary>
    public int Count => _places.Count;

    /// <summary>How many terms it has.</summary>
    public int Terms => _postings.Count;

    /// <summary>Takes a record in, in place of what was known of it.</summary>
    /// <param name="record">Its name.</param>
    /// <param name="group">A number by which readers leave records out: of its type and source.</param>
    /// <param name="bundle">The bundle that it stands in.</param>
    /// <param name="place">Its place there.</param>
    public void Put(long record, int group, Bundle bundle, int place)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ulong[] terms = RecordTerms.Of(RecordFacts.Of(bundle, place));
        _lock.EnterWriteLock();
        try
        {
            TakeOut(record);
            int at = _entries.Count;
            _entries.Add(new Entry(record, group, terms));
            _places[record] = at;
            foreach (ulong term in terms)
            {
                _postings.Add(term, at);
            }
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <summary>Takes a record out; nothing of it stays.</summary>
    public void Remove(long record)
    {
        _lock.EnterWriteLock();
        try
        {
            TakeOut(record);
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <summary>The records that may meet a query, those that may meet it best first.</summary>
    /// <param name="plan">The query.</param>
    /// <param name="wanted">Whether records of a group are wanted.</param>
    /// <param name="most">The most records.</param>
    /// <returns>The records' names, and whether there were more.</returns>
    public (IReadOnlyList<long> Records, bool More) Find(QueryPlan plan, Func<int, bool> wanted, int most)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(wanted);
        _lock.EnterReadLock();
        try
        {
            Dictionary<int, float> found = Gather(plan, wanted);
            float least = found.Count == 0 ? 0 : found.Values.Max() * LeastShare;
            List<KeyValuePair<int, float>> near = [.. found.Where(f => f.Value >= least)];
            IEnumerable<int> best = near.Count <= most
                ? near.OrderByDescending(f => f.Value).ThenByDescending(f => f.Key).Select(f => f.Key)
                : Best(near, most);
            return ([.. best.Select(p => _entries[p].Record)], near.Count > most);
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private void TakeOut(long record)
    {
        if (_places.Remove(record, out int place))
        {
            foreach (ulong term in _entries[place].Terms)
            {
                _postings.Remove(term, place);
            }

            _entries[place] = default;
        }
    }

    // What is required comes first and bounds all else; then from few to many, so that many are only looked up among those found.
    private Dictionary<int, float> Gather(QueryPlan plan, Func<int, bool> wanted)
    {
        List<(List<(ulong Term, float Bits)> Terms, bool Required, long Size)> parts = [.. plan.Parts
            .Select(p => (Terms: Expand(p), p.Required))
            .Select(p => (p.Terms, p.Required, p.Terms.Sum(t => Size(t.Term))))
            .OrderByDescending(p => p.Required).ThenBy(p => p.Item3)];
        Dictionary<int, float> total = [];
        bool bounded = false;
        foreach ((List<(ulong Term, float Bits)> terms, bool required, long size) in parts)
        {
            bool among = bounded || (size > ManyPlaces && total.Count > 0);
            Dictionary<int, float> one = [];
            foreach ((ulong term, float bits) in terms)
            {
                Add(term, bits, one, among ? total : null, wanted);
            }

            if (required && bounded)
            {
                total = one.ToDictionary(o => o.Key, o => o.Value + total[o.Key]);
            }
            else
            {
                foreach ((int place, float bits) in one)
                {
                    total[place] = total.GetValueOrDefault(place) + bits;
                }
            }

            bounded |= required;
        }

        return total;
    }

    private void Add(ulong term, float bits, Dictionary<int, float> one, Dictionary<int, float>? among, Func<int, bool> wanted)
    {
        if (!_postings.TryFind(term, out int single, out List<int>? list))
        {
            return;
        }

        if (list is null)
        {
            AddPlace(single);
        }
        else if (among is not null && list.Count > among.Count * 8)
        {
            foreach (int place in among.Keys)
            {
                if (list.BinarySearch(place) >= 0)
                {
                    AddPlace(place);
                }
            }
        }
        else
        {
            // The newest of very many.
            for (int i = list.Count - 1; i >= Math.Max(0, list.Count - MostOfATerm); i--)
            {
                AddPlace(list[i]);
            }
        }

        void AddPlace(int place)
        {
            if ((among is null || among.ContainsKey(place)) && wanted(_entries[place].Group) && (!one.TryGetValue(place, out float before) || before < bits))
            {
                one[place] = bits;
            }
        }
    }

    private List<(ulong Term, float Bits)> Expand(QueryPart part)
    {
        List<(ulong Term, float Bits)> terms = [.. part.Terms];
        foreach ((ulong first, ulong last, float bits) in part.Ranges)
        {
            terms.AddRange(_postings.Between(first, last, MostTermsOfARange).Select(t => (t, bits)));
        }

        return terms;
    }

    private long Size(ulong term) => _postings.TryFind(term, out int _, out List<int>? list) ? list?.Count ?? 1 : 0;

    private static IEnumerable<int> Best(List<KeyValuePair<int, float>> found, int most)
    {
        PriorityQueue<int, (float Bits, int Place)> best = new(most + 1);
        foreach ((int place, float bits) in found)
        {
            if (best.Count < most)
            {
                best.Enqueue(place, (bits, place));
            }
            else
            {
                best.EnqueueDequeue(place, (bits, place));
            }
        }

        return best.UnorderedItems.OrderByDescending(i => i.Priority.Bits).ThenByDescending(i => i.Priority.Place).Select(i => i.Element);
    }

    private readonly record struct Entry(long Record, int Group, ulong[] Terms);
}
