using Parley.Engine.Linkage.Blocking;
using Parley.Engine.Linkage.Normalising;

namespace Parley.Engine.Linkage.Records;

/// <summary>The names of all records, given, middle and family in one dictionary (so that reversed names are found), each looked into once.</summary>
internal sealed class NameValues : ValueDictionary
{
    private NameFeature[] _features = new NameFeature[64];
    private int[] _given = new int[64];
    private int[] _middle = new int[64];

    /// <summary>What is known of a name.</summary>
    public ref readonly NameFeature Feature(int id) => ref _features[id];

    /// <summary>How many records hold a name as their given name.</summary>
    public int GivenCount(int id) => _given[id];

    /// <summary>How many records hold a text as their middle names.</summary>
    public int MiddleCount(int id) => _middle[id];

    /// <summary>Counts records with this given name.</summary>
    public void AddGiven(int id, int records) => _given[id] += id > 0 ? records : 0;

    /// <summary>Counts records with these middle names.</summary>
    public void AddMiddle(int id, int records) => _middle[id] += id > 0 ? records : 0;

    /// <inheritdoc/>
    protected override void OnNew(int id, string text)
    {
        if (id >= _features.Length)
        {
            Array.Resize(ref _features, id * 2);
            Array.Resize(ref _given, id * 2);
            Array.Resize(ref _middle, id * 2);
        }

        string[] words = text.Split(' ');
        short[] groups = words.Length == 1 ? Nicknames.Of(text) : [];
        string joined = string.Concat(words);
        string sound = Phonetic.Key(joined);
        int first = words.Length == 1 ? id : 0;
        _features[id] = new NameFeature
        {
            Joined = joined,
            Words = words,
            Groups = groups,
            Sound = StableHash.Of(sound),
            LastSound = words.Length == 1 ? StableHash.Of(sound) : StableHash.Of(Phonetic.Key(words[^1])),
            Kin = groups.Length > 0 ? StableHash.Of("kin", groups[0]) : StableHash.Of(sound),
            Initial = joined[0],
            First = first,
        };
        if (first == 0)
        {
            // Set after the element is stored: interning the first word may move the array.
            first = Intern(words[0]);
            _features[id].First = first;
        }
    }
}
