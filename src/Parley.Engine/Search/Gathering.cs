using System.Buffers;

namespace Parley.Engine.Search;

/// <summary>
/// Gathers for one query all records that have any of its terms, with the most that each may be worth. What it gives for a record depends on that record
/// alone, never on how many others have a term: those others may be hidden from the asker.
/// </summary>
internal sealed class Gathering : IDisposable
{
    /// <summary>How many places of terms are looked through; of very frequent terms the newest come first.</summary>
    public const int MostLooked = 5_000_000;

    private readonly Postings _postings;
    private readonly List<IndexEntry> _entries;
    private readonly Func<int, bool> _wanted;
    private readonly int[] _worth;
    private readonly ushort[] _met;
    private readonly Dictionary<int, bool> _groups = [];
    private List<int> _found = [];
    private int _left = MostLooked;
    private ushort _part;
    private bool _bounded;

    public Gathering(Postings postings, List<IndexEntry> entries, Func<int, bool> wanted)
    {
        (_postings, _entries, _wanted) = (postings, entries, wanted);
        _worth = ArrayPool<int>.Shared.Rent(entries.Count);
        _met = ArrayPool<ushort>.Shared.Rent(entries.Count);
        Array.Clear(_worth, 0, entries.Count);
        Array.Clear(_met, 0, entries.Count);
    }

    /// <summary>Whether there was more than is looked through.</summary>
    public bool Incomplete => _left <= 0;

    /// <summary>Gathers by the parts of a query, first those required.</summary>
    public IEnumerable<SearchCandidate> Gather(IReadOnlyList<QueryPart> parts)
    {
        foreach (QueryPart part in parts)
        {
            _part++;
            Add(part);
            if (part.Required)
            {
                Bound();
            }
        }

        List<SearchCandidate> candidates = new(_found.Count);
        foreach (int place in _found)
        {
            candidates.Add(SearchCandidate.Of(_entries[place].Record, _worth[place], place));
        }

        return candidates;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_worth);
        ArrayPool<ushort>.Shared.Return(_met);
    }

    // From the most that a term is worth to the least, so that the first that meets a place is the best for it.
    private void Add(QueryPart part)
    {
        IEnumerable<(ulong First, ulong Last, int Worth)> all = part.Terms.Select(t => (t.Term, t.Term, t.Worth)).Concat(part.Ranges);
        foreach ((ulong first, ulong last, int worth) in all.OrderByDescending(t => t.Worth))
        {
            if (first == last)
            {
                Add(first, worth);
                continue;
            }

            foreach (ulong term in _postings.Between(first, last, _left))
            {
                Add(term, worth);
            }
        }
    }

    private void Add(ulong term, int worth)
    {
        if (_left <= 0 || !_postings.TryFind(term, out int single, out List<int>? list))
        {
            return;
        }

        if (list is null)
        {
            _left--;
            Add(single, worth);
        }
        else if (_bounded && list.Count > _found.Count * 8L)
        {
            _left -= _found.Count;
            foreach (int place in _found)
            {
                if (list.BinarySearch(place) >= 0)
                {
                    Add(place, worth);
                }
            }
        }
        else
        {
            for (int i = list.Count - 1; i >= 0 && _left-- > 0; i--)
            {
                Add(list[i], worth);
            }
        }
    }

    private void Add(int place, int worth)
    {
        if (_met[place] == _part || (_worth[place] == 0 && (_bounded || !IsWanted(_entries[place].Group))))
        {
            return;
        }

        if (_worth[place] == 0)
        {
            _found.Add(place);
        }

        _met[place] = _part;
        _worth[place] += worth;
    }

    // What a required part has not met is out of the question.
    private void Bound()
    {
        List<int> met = [];
        foreach (int place in _found)
        {
            if (_met[place] == _part)
            {
                met.Add(place);
            }
            else
            {
                _worth[place] = 0;
            }
        }

        (_found, _bounded) = (met, true);
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
