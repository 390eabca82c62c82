using System.Diagnostics.CodeAnalysis;

namespace Parley.Engine.Search;

/// <summary>
/// Keeps the terms of records, of many records in one array: millions of small arrays would be looked over by every full collection, and searches stand still meanwhile.
/// </summary>
internal sealed class TermRoom
{
    private const int Usual = 1 << 16;

    private readonly List<ulong[]> _arrays = [];
    private readonly Dictionary<int, Stack<TermPlace>> _free = [];
    private int _used = Usual;

    /// <summary>Keeps terms; room that was left by as many is used again.</summary>
    public TermPlace Add(ReadOnlySpan<ulong> terms)
    {
        if (!TryReuse(terms.Length, out TermPlace place))
        {
            place = New(terms.Length);
        }

        terms.CopyTo(_arrays[place.Array].AsSpan(place.Start));
        return place;
    }

    /// <summary>The terms at a place.</summary>
    public ReadOnlySpan<ulong> At(TermPlace place) => place.Count == 0 ? [] : _arrays[place.Array].AsSpan(place.Start, place.Count);

    /// <summary>Leaves the room of a place to others.</summary>
    public void Remove(TermPlace place)
    {
        if (!_free.TryGetValue(place.Count, out Stack<TermPlace>? free))
        {
            _free.Add(place.Count, free = new());
        }

        free.Push(place);
    }

    private bool TryReuse(int count, [MaybeNullWhen(false)] out TermPlace place)
    {
        place = default;
        return _free.TryGetValue(count, out Stack<TermPlace>? free) && free.TryPop(out place);
    }

    private TermPlace New(int count)
    {
        if (_used + count > Usual || _arrays.Count == 0)
        {
            _arrays.Add(new ulong[Math.Max(Usual, count)]);
            _used = 0;
        }

        TermPlace place = new(_arrays.Count - 1, _used, count);
        _used += count;
        return place;
    }
}
