using Parley.Engine.Linkage.Blocking;

namespace Parley.Engine.Linkage.Records;

/// <summary>The addresses of all records, each divided into numbered words once.</summary>
internal sealed class AddressValues : ValueDictionary
{
    private static readonly HashSet<string> Usual = new(StringComparer.Ordinal)
    {
        "RD", "ST", "AVE", "LN", "DR", "CL", "CT", "CRES", "PL", "TCE", "GDNS", "GR", "SQ", "PDE", "CCT", "HWY", "FLAT", "BLVD", "N", "S", "E", "W", "HSE", "COTT", "MT", "THE", "WAY", "NO",
    };

    private readonly ValueDictionary _words = new();
    private int[][] _of = new int[64][];
    private ulong[] _keys = new ulong[64];

    /// <summary>The numbers of an address's words, rising.</summary>
    public ReadOnlySpan<int> Words(int id) => _of[id];

    /// <summary>A word.</summary>
    public string Word(int word) => _words.Text(word);

    /// <summary>The first figure and the longest word of an address, as a blocking key; 0 when it has not both.</summary>
    public ulong Key(int id) => _keys[id];

    /// <summary>What a word weighs: a street's own name and its numbers more than ROAD.</summary>
    public float Weight(int word) => Usual.Contains(Word(word)) ? 0.3f : 1f;

    /// <summary>Whether a word is a number of a house or flat (12, 4B).</summary>
    public bool IsNumber(int word) => char.IsAsciiDigit(Word(word)[0]);

    /// <inheritdoc/>
    protected override void OnNew(int id, string text)
    {
        if (id >= _of.Length)
        {
            Array.Resize(ref _of, id * 2);
            Array.Resize(ref _keys, id * 2);
        }

        string[] words = text.Split(' ');
        int[] numbers = [.. words.Select(w => _words.Intern(w)).Distinct().Order()];
        _of[id] = numbers;
        string? figure = words.FirstOrDefault(w => char.IsAsciiDigit(w[0]));
        string street = words.Where(w => !char.IsAsciiDigit(w[0]) && !Usual.Contains(w)).OrderByDescending(w => w.Length).ThenBy(w => w, StringComparer.Ordinal).FirstOrDefault() ?? "";
        _keys[id] = figure is null || street.Length < 3 ? 0 : StableHash.Of(street, StableHash.Of(figure));
    }
}
