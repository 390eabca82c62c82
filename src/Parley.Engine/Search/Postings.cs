namespace Parley.Engine.Search;

/// <summary>From terms to the places that have them, rising. A term of one place, the usual case of marks and numbers, has no list of its own.</summary>
/// <param name="isGone">Whether nothing is at a place any more: of terms that many have, such places stay in the list until they are half of it.</param>
internal sealed class Postings(Func<int, bool> isGone)
{
    private const int MostFresh = 4096;

    // To move what comes after a place costs nothing in a list of this length; in one of a million each removal would.
    private const int Short = 1024;

    // At least 0: the one place; below: a list's number, inverted.
    private readonly TermTable _terms = new();
    private readonly PlaceLists _lists = new();
    private readonly Dictionary<int, int> _gone = [];

    // All terms that were ever new, in sorted runs each more than twice as long as the next: a new term is moved a few times, not once for each that follows it.
    private readonly List<ulong[]> _runs = [];
    private readonly List<ulong> _fresh = new(MostFresh);

    // While none has, as at a start, runs are merged without asking for each of millions of terms whether it is still there.
    private bool _anyWent;

    /// <summary>How many terms there are.</summary>
    public int Count => _terms.Count;

    /// <summary>Adds a place, above all places before it.</summary>
    public void Add(ulong term, int place)
    {
        ref int value = ref _terms.GetOrAdd(term, out bool known);
        if (!known)
        {
            value = place;
            AddFresh(term);
        }
        else if (value >= 0)
        {
            value = ~_lists.New(value, place);
        }
        else
        {
            _lists.Add(~value, place);
        }
    }

    /// <summary>Takes a place away that is gone; the last one takes the term with it.</summary>
    public void Remove(ulong term, int place)
    {
        if (!_terms.TryGet(term, out int value))
        {
            return;
        }

        if (value >= 0)
        {
            _terms.Remove(term);
            _anyWent = true;
            return;
        }

        ArraySegment<int> list = _lists.At(~value);
        if (list.Count > Short)
        {
            RemoveLater(~value, list.Count);
            return;
        }

        int at = list.AsSpan().BinarySearch(place);
        if (at >= 0)
        {
            _lists.RemoveAt(~value, at);
        }

        if (_lists.At(~value) is { Count: 1 } left)
        {
            _terms.GetOrAdd(term, out _) = left[0];
            _lists.Remove(~value);
        }
    }

    /// <summary>The places of a term; one in <paramref name="single"/>, which is -1 where there are several in the list.</summary>
    public bool TryFind(ulong term, out int single, out ArraySegment<int> list)
    {
        (single, list) = (-1, default);
        if (!_terms.TryGet(term, out int value))
        {
            return false;
        }

        (single, list) = value >= 0 ? (value, default(ArraySegment<int>)) : (-1, _lists.At(~value));
        return true;
    }

    /// <summary>The terms from one to another; a term that went and came again may be given twice.</summary>
    public IEnumerable<ulong> Between(ulong first, ulong last)
    {
        foreach (ulong[] run in _runs)
        {
            for (int at = FirstAt(run, first); at < run.Length && run[at] <= last; at++)
            {
                yield return run[at];
            }
        }

        foreach (ulong term in _fresh)
        {
            if (term >= first && term <= last)
            {
                yield return term;
            }
        }
    }

    /// <summary>How many terms there are from one to another, at most: those that went may be among them.</summary>
    public int CountBetween(ulong first, ulong last) =>
        _runs.Sum(run => (last == ulong.MaxValue ? run.Length : FirstAt(run, last + 1)) - FirstAt(run, first)) + _fresh.Count(t => t >= first && t <= last);

    private void RemoveLater(int number, int count)
    {
        int gone = _gone.GetValueOrDefault(number) + 1;
        if (gone * 2 < count)
        {
            _gone[number] = gone;
            return;
        }

        _gone.Remove(number);
        _lists.RemoveAll(number, isGone);
    }

    private static int FirstAt(ulong[] run, ulong term)
    {
        int at = Array.BinarySearch(run, term);
        return at < 0 ? ~at : at;
    }

    private void AddFresh(ulong term)
    {
        _fresh.Add(term);
        if (_fresh.Count < MostFresh)
        {
            return;
        }

        ulong[] run = [.. _fresh];
        _fresh.Clear();
        Array.Sort(run);
        while (_runs.Count > 0 && _runs[^1].Length <= 2 * run.Length)
        {
            run = Merge(_runs[^1], run);
            _runs.RemoveAt(_runs.Count - 1);
        }

        _runs.Add(run);
    }

    // Terms that have gone are left behind.
    private ulong[] Merge(ulong[] a, ulong[] b)
    {
        ulong[] merged = new ulong[a.Length + b.Length];
        (int i, int j, int count) = (0, 0, 0);
        while (i < a.Length || j < b.Length)
        {
            ulong next = j == b.Length || (i < a.Length && a[i] <= b[j]) ? a[i++] : b[j++];
            if ((count == 0 || merged[count - 1] != next) && (!_anyWent || _terms.TryGet(next, out _)))
            {
                merged[count++] = next;
            }
        }

        return count == merged.Length ? merged : merged[..count];
    }
}
