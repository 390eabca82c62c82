namespace Parley.Engine.Search;

/// <summary>All terms of one part of a query that are worth the same, with the places that have them.</summary>
/// <param name="part">The part's number.</param>
/// <param name="worth">What a place that has one of them is worth for the part.</param>
internal sealed class Tier(int part, int worth)
{
    // Looking for a place in more lists than this costs more than looking through the record's own terms.
    private const int MostProbed = 8;

    private readonly List<int> _singles = [];
    private readonly List<ArraySegment<int>> _lists = [];
    private readonly List<int> _hints = [];

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

    /// <summary>Whether <see cref="Has"/> can tell.</summary>
    public bool CanTell => Ranges.Count == 0 && _lists.Count <= MostProbed && _singles.Count <= MostProbed;

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
    public void Add(ulong first, ulong last, long places)
    {
        Ranges.Add((first, last));
        Places += places;
    }

    /// <summary>Whether a place has one of the terms. Places asked for one after the other are found fastest when they lie near each other.</summary>
    public bool Has(int place)
    {
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
