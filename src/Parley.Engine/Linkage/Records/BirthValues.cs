using System.Globalization;

namespace Parley.Engine.Linkage.Records;

/// <summary>The dates of birth of all records.</summary>
internal sealed class BirthValues : ValueDictionary
{
    private readonly Dictionary<uint, int> _numbers = [];
    private uint[] _dates = new uint[64];

    /// <summary>The number of a packed date; 0 for none.</summary>
    public int Intern(uint date)
    {
        if (date == 0)
        {
            return 0;
        }

        if (_numbers.TryGetValue(date, out int known))
        {
            return known;
        }

        Span<char> digits = stackalloc char[8];
        date.TryFormat(digits, out _, "X8", CultureInfo.InvariantCulture);
        return Intern(digits);
    }

    /// <summary>The packed date of a number.</summary>
    public uint Date(int id) => _dates[id];

    /// <inheritdoc/>
    protected override void OnNew(int id, string text)
    {
        if (id >= _dates.Length)
        {
            Array.Resize(ref _dates, id * 2);
        }

        _dates[id] = uint.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        _numbers[_dates[id]] = id;
    }
}
