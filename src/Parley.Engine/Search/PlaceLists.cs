using System.Numerics;
using System.Runtime.InteropServices;

namespace Parley.Engine.Search;

/// <summary>
/// Lists of places, by numbers, many of them in one array: a list of its own for each of millions of terms would be looked over by every full collection, and searches stand still meanwhile.
/// </summary>
internal sealed class PlaceLists
{
    private const int Usual = 1 << 16;
    private const int Fewest = 2;

    private readonly List<int[]> _arrays = [];
    private readonly List<Run> _lists = [];
    private readonly Stack<int> _freeNumbers = new();
    private readonly Stack<int> _freeArrays = new();

    // Runs that lists have grown out of, by the logarithm of how many places they hold.
    private readonly Stack<Run>[] _freeRuns = [.. Enumerable.Range(0, BitOperations.Log2(Usual) + 1).Select(_ => new Stack<Run>())];
    private int _current = -1;
    private int _used = Usual;

    /// <summary>Makes a list of two places and gives its number.</summary>
    public int New(int first, int second)
    {
        if (!_freeNumbers.TryPop(out int number))
        {
            number = _lists.Count;
            _lists.Add(default);
        }

        _lists[number] = Rent(Fewest);
        Add(number, first);
        Add(number, second);
        return number;
    }

    /// <summary>Adds a place at the end of a list.</summary>
    public void Add(int number, int place)
    {
        ref Run list = ref CollectionsMarshal.AsSpan(_lists)[number];
        if (list.Count == list.Room)
        {
            Run wider = Rent(2 * list.Room);
            Places(list).CopyTo(_arrays[wider.Array].AsSpan(wider.Start));
            wider.Count = list.Count;
            Return(list);
            list = wider;
        }

        _arrays[list.Array][list.Start + list.Count++] = place;
    }

    /// <summary>The places of a list, until it is next changed.</summary>
    public ArraySegment<int> At(int number)
    {
        Run list = _lists[number];
        return new ArraySegment<int>(_arrays[list.Array], list.Start, list.Count);
    }

    /// <summary>Takes the place out that stands somewhere in a list.</summary>
    public void RemoveAt(int number, int at)
    {
        ref Run list = ref CollectionsMarshal.AsSpan(_lists)[number];
        Span<int> places = Places(list);
        places[(at + 1)..].CopyTo(places[at..]);
        list.Count--;
    }

    /// <summary>Takes out of a list what a condition names.</summary>
    public void RemoveAll(int number, Func<int, bool> condition)
    {
        ref Run list = ref CollectionsMarshal.AsSpan(_lists)[number];
        int kept = 0;
        foreach (int place in Places(list))
        {
            if (!condition(place))
            {
                _arrays[list.Array][list.Start + kept++] = place;
            }
        }

        list.Count = kept;
    }

    /// <summary>Gives a list up; its number is given out again.</summary>
    public void Remove(int number)
    {
        Return(_lists[number]);
        _lists[number] = default;
        _freeNumbers.Push(number);
    }

    private Span<int> Places(in Run list) => _arrays[list.Array].AsSpan(list.Start, list.Count);

    // Room for a power of two; what is longer than an array usually is has one of its own.
    private Run Rent(int room)
    {
        if (room > Usual)
        {
            return new Run { Array = AddArray(room), Room = room };
        }

        if (_freeRuns[BitOperations.Log2((uint)room)].TryPop(out Run free))
        {
            return free;
        }

        if (_used + room > Usual)
        {
            // What is left of it is for shorter lists.
            for (int left = Usual - _used; left >= Fewest; left = Usual - _used)
            {
                int most = 1 << BitOperations.Log2((uint)left);
                Return(new Run { Array = _current, Start = _used, Room = most });
                _used += most;
            }

            (_current, _used) = (AddArray(Usual), 0);
        }

        _used += room;
        return new Run { Array = _current, Start = _used - room, Room = room };
    }

    private void Return(Run run)
    {
        if (run.Room > Usual)
        {
            _arrays[run.Array] = [];
            _freeArrays.Push(run.Array);
        }
        else
        {
            _freeRuns[BitOperations.Log2((uint)run.Room)].Push(run with { Count = 0 });
        }
    }

    private int AddArray(int room)
    {
        if (_freeArrays.TryPop(out int number))
        {
            _arrays[number] = new int[room];
            return number;
        }

        _arrays.Add(new int[room]);
        return _arrays.Count - 1;
    }

    /// <summary>Where a list is: its array, where in it, how many places it has and for how many there is room.</summary>
    private record struct Run(int Array, int Start, int Count, int Room);
}
