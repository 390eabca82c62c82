using Parley.Engine.Dictionary;

namespace Parley.Engine.Search;

/// <summary>
/// Finds records that may meet a query. It holds numbers of terms and of records, never a value; what it finds must be judged by
/// <see cref="QueryPlan.Judge(Bundle, int)"/> on what the asker may see. One writer at a time and any number of readers, kept apart by a lock of its own.
/// </summary>
public sealed class SearchIndex : IDisposable
{
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly Postings _postings;
    private readonly TermRoom _terms = new();
    private readonly Dictionary<long, int> _places = [];
    private readonly List<IndexEntry> _entries = [];

    /// <summary>Makes an empty index.</summary>
    public SearchIndex() => _postings = new Postings(place => _entries[place].IsGone);

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
            _entries.Add(new IndexEntry(record, group, _terms.Add(terms)));
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

    /// <summary>The records that may meet a query, to be chosen from by what the asker may see of each.</summary>
    /// <param name="plan">The query.</param>
    /// <param name="wanted">Whether records of a group are wanted.</param>
    public SearchChoice Find(QueryPlan plan, Func<int, bool> wanted)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(wanted);
        return new SearchChoice(plan, (count, below) => Gather(plan, wanted, count, below));
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private (List<SearchCandidate> Candidates, bool Incomplete) Gather(QueryPlan plan, Func<int, bool> wanted, int count, long below)
    {
        _lock.EnterReadLock();
        try
        {
            using Gathering gathering = new(_postings, _entries, _terms, wanted, plan.Parts);
            List<SearchCandidate> best = gathering.Best(count, below);
            return (best, gathering.Incomplete);
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    private void TakeOut(long record)
    {
        if (_places.Remove(record, out int place))
        {
            TermPlace terms = _entries[place].Terms;
            _entries[place] = default;
            foreach (ulong term in _terms.At(terms))
            {
                _postings.Remove(term, place);
            }

            _terms.Remove(terms);
        }
    }
}
