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
    private byte[] _weights = new byte[64];
    private int[][] _of = new int[64][];
    private ulong[] _keys = new ulong[64];

    /// <summary>The numbers of an address's words, in the order of the alphabet: a word's number depends on what came before it, its place here does not.</summary>
    public ReadOnlySpan<int> Words(int id) => _of[id];

    /// <summary>A word.</summary>
    public string Word(int word) => _words.Text(word);

    /// <summary>The first figure and the longest word of an address, as a blocking key; 0 when it has not both.</summary>
    public ulong Key(int id) => _keys[id];

    /// <summary>What a word weighs: a street's own name and its numbers more than ROAD.</summary>
    public int Weight(int word) => _weights[word];

    /// <summary>Whether a word is a number of a house or flat (12, 4B).</summary>
    public bool IsNumber(int word) => char.IsAsciiDigit(_words.Text(word)[0]);

    /// <inheritdoc/>
    protected override void OnNew(int id, string text)
    {
        if (id >= _of.Length)
        {
            Array.Resize(ref _of, id * 2);
            Array.Resize(ref _keys, id * 2);
        }

        string[] words = text.Split(' ');
        string figure = "";
        string street = "";
        foreach (string word in words)
        {
            bool isFigure = char.IsAsciiDigit(word[0]);
            figure = isFigure && figure.Length == 0 ? word : figure;
            bool isBetter = word.Length > street.Length || (word.Length == street.Length && string.CompareOrdinal(word, street) < 0);
            street = !isFigure && isBetter && !Usual.Contains(word) ? word : street;
        }

        _keys[id] = figure.Length == 0 || street.Length < 3 ? 0 : StableHash.Of(street, StableHash.Of(figure));
        Array.Sort(words, StringComparer.Ordinal);
        int[] numbers = new int[words.Length];
        int count = 0;
        for (int i = 0; i < words.Length; i++)
        {
            if (i == 0 || words[i] != words[i - 1])
            {
                numbers[count++] = Number(words[i]);
            }
        }

        _of[id] = count == numbers.Length ? numbers : numbers[..count];
    }

    private int Number(string word)
    {
        int number = _words.Intern(word);
        if (number >= _weights.Length)
        {
            Array.Resize(ref _weights, number * 2);
        }

        _weights[number] = (byte)(Usual.Contains(word) ? 3 : 10);
        return number;
    }
}
