namespace Parley.Engine.Search;

/// <summary>From terms to the places that have them, rising. A term of one place, the usual case of marks and numbers, has no list of its own.</summary>
internal sealed class Postings
{
    private const int MostFresh = 8192;

    // At least 0: the one place; below: a list's number, inverted.
    private readonly Dictionary<ulong, int> _terms = [];
    private readonly List<List<int>> _lists = [];
    private readonly Stack<int> _free = new();
    private readonly Lock _sorting = new();
    private List<ulong> _fresh = [];
    private ulong[] _sorted = [];

    /// <summary>How many terms there are.</summary>
    public int Count => _terms.Count;

    /// <summary>Adds a place, above all places before it.</summary>
    public void Add(ulong term, int place)
    {
        if (!_terms.TryGetValue(term, out int value))
        {
            _terms.Add(term, place);
            _fresh.Add(term);
        }
        else if (value >= 0)
        {
            _terms[term] = ~NewList([value, place]);
        }
        else
        {
            _lists[~value].Add(place);
        }
    }

    /// <summary>Takes a place away; the last one takes the term with it.</summary>
    public void Remove(ulong term, int place)
    {
        if (!_terms.TryGetValue(term, out int value))
        {
            return;
        }

        if (value >= 0)
        {
            _terms.Remove(term);
            return;
        }

        List<int> list = _lists[~value];
        int at = list.BinarySearch(place);
        if (at >= 0)
        {
            list.RemoveAt(at);
        }

        if (list.Count == 1)
        {
            _terms[term] = list[0];
            list.Clear();
            _free.Push(~value);
        }
    }

    /// <summary>The places of a term; one in <paramref name="single"/> or several in the list.</summary>
    public bool TryFind(ulong term, out int single, out List<int>? list)
    {
        (single, list) = (-1, null);
        if (!_terms.TryGetValue(term, out int value))
        {
            return false;
        }

        (single, list) = value >= 0 ? (value, null) : (-1, _lists[~value]);
        return true;
    }

    /// <summary>The terms from one to another, at most some; safe for readers side by side.</summary>
    public List<ulong> Between(ulong first, ulong last, int most)
    {
        lock (_sorting)
        {
            Sort();
            List<ulong> found = [];
            int at = Array.BinarySearch(_sorted, first);
            for (at = at < 0 ? ~at : at; at < _sorted.Length && _sorted[at] <= last && found.Count < most; at++)
            {
                if (_terms.ContainsKey(_sorted[at]))
                {
                    found.Add(_sorted[at]);
                }
            }

            foreach (ulong term in _fresh)
            {
                if (term >= first && term <= last && found.Count < most && _terms.ContainsKey(term))
                {
                    found.Add(term);
                }
            }

            return found;
        }
    }

    // Sorting all terms for each new one would make a busy index slow to ask: few new ones are looked through as they are.
    private void Sort()
    {
        if (_fresh.Count <= MostFresh && (_sorted.Length > 0 || _fresh.Count <= MostFresh / 8))
        {
            return;
        }

        _sorted = [.. _sorted.Concat(_fresh).Where(_terms.ContainsKey).Distinct().Order()];
        _fresh = [];
    }

    private int NewList(List<int> list)
    {
        if (_free.TryPop(out int number))
        {
            _lists[number] = list;
            return number;
        }

        _lists.Add(list);
        return _lists.Count - 1;
    }
}
