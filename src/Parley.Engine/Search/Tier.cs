namespace Parley.Engine.Search;

/// <summary>All terms of one part of a query that are worth the same, with the places that have them.</summary>
/// <param name="part">The part's number.</param>
/// <param name="worth">What a place that has one of them is worth for the part.</param>
internal sealed class Tier(int part, int worth)
{
    // Looking for a place in more lists than this costs more than looking through the record's own terms.
    private const int MostProbed = 8;

    // As many places are marked in the time that it takes to look for one in the lists, and to look through the terms of a record.
    private const int MarksOfALook = 8;
    private const int MarksOfARecord = 128;

    private readonly List<int> _singles = [];
    private readonly List<ArraySegment<int>> _lists = [];
    private readonly List<int> _hints = [];
    private long _looks;

    public int Part { get; } = part;

    public int Worth { get; } = worth;

    /// <summary>Terms that have several places each.</summary>
    public IReadOnlyList<ArraySegment<int>> Lists => _lists;

    /// <summary>The places of terms that have one.</summary>
    public IReadOnlyList<int> Singles => _singles;

    /// <summary>Ranges of terms, whose places are not known before they are looked through.</summary>
    public List<(ulong First, ulong Last)> Ranges { get; } = [];

    /// <summary>About how many places there are to look through.</summary>
    public long Places { get; private set; }

    /// <summary>About how many terms its ranges have.</summary>
    public int RangeTerms { get; private set; }

    /// <summary>A bit for each place, set where it has one of the terms; null as long as nobody has marked them.</summary>
    public ulong[]? Marks { get; set; }

    /// <summary>Whether <see cref="Has"/> can tell.</summary>
    public bool CanTell => Marks is not null || HasFewLists;

    /// <summary>Counts one more who wants to know of a place: whether so many have that to mark all places would have cost less.</summary>
    public bool IsWorthMarking => Marks is null && ++_looks * (HasFewLists ? MarksOfALook : MarksOfARecord) > Places;

    private bool HasFewLists => Ranges.Count == 0 && _lists.Count <= MostProbed && _singles.Count <= MostProbed;

    /// <summary>Adds the places of a term.</summary>
    public void Add(int single, ArraySegment<int> list)
    {
        if (single >= 0)
        {
            _singles.Add(single);
        }
        else
        {
            _lists.Add(list);
            _hints.Add(list.Count - 1);
        }

        Places += single >= 0 ? 1 : list.Count;
    }

    /// <summary>Adds a range of terms.</summary>
    public void Add(ulong first, ulong last, int terms, long places)
    {
        Ranges.Add((first, last));
        RangeTerms += terms;
        Places += places;
    }

    /// <summary>Whether a place has one of the terms. Places asked for one after the other are found fastest when they lie near each other.</summary>
    public bool Has(int place)
    {
        if (Marks is ulong[] marks)
        {
            return (marks[place >> 6] & (1UL << (place & 63))) != 0;
        }

        foreach (int single in _singles)
        {
            if (single == place)
            {
                return true;
            }
        }

        for (int i = 0; i < _lists.Count; i++)
        {
            ReadOnlySpan<int> list = _lists[i];
            int at = Find(list, _hints[i], place);
            _hints[i] = Math.Clamp(at < 0 ? ~at : at, 0, list.Length - 1);
            if (at >= 0)
            {
                return true;
            }
        }

        return false;
    }

    // In strides that double, from where the last place was: then between the last two stops.
    private static int Find(ReadOnlySpan<int> list, int hint, int place)
    {
        (int low, int high) = (hint, hint);
        if (list[hint] > place)
        {
            for (int stride = 1; low >= 0 && list[low] > place; stride *= 2)
            {
                (high, low) = (low, low - stride);
            }
        }
        else
        {
            for (int stride = 1; high < list.Length && list[high] < place; stride *= 2)
            {
                (low, high) = (high, high + stride);
            }
        }

        low = Math.Max(low, 0);
        int at = list[low..Math.Min(high + 1, list.Length)].BinarySearch(place);
        return at < 0 ? ~(~at + low) : at + low;
    }
}
