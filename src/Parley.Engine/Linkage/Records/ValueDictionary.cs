namespace Parley.Engine.Linkage.Records;

/// <summary>The distinct values of one field, numbered from 1 in the order met, with how many records hold each. 0 is "missing".</summary>
internal class ValueDictionary
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _spans;
    private string[] _texts = new string[64];
    private int[] _counts = new int[64];

    /// <summary>Makes an empty dictionary.</summary>
    public ValueDictionary()
    {
        _spans = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        _texts[0] = "";
    }

    /// <summary>One more than the highest number given.</summary>
    public int Limit { get; private set; } = 1;

    /// <summary>The number of a value, new or known; 0 for the empty value.</summary>
    public int Intern(ReadOnlySpan<char> text)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        if (_spans.TryGetValue(text, out int known))
        {
            return known;
        }

        int id = Limit++;
        if (id == _texts.Length)
        {
            Array.Resize(ref _texts, id * 2);
            Array.Resize(ref _counts, id * 2);
        }

        string own = new(text);
        _texts[id] = own;
        _ids.Add(own, id);
        OnNew(id, own);
        return id;
    }

    /// <summary>The value of a number.</summary>
    public string Text(int id) => _texts[id];

    /// <summary>How many records hold a value.</summary>
    public int Count(int id) => _counts[id];

    /// <summary>Counts records that hold a value.</summary>
    public void Add(int id, int records)
    {
        if (id > 0)
        {
            _counts[id] += records;
        }
    }

    /// <summary>Called once for each new value.</summary>
    protected virtual void OnNew(int id, string text)
    {
    }
}
