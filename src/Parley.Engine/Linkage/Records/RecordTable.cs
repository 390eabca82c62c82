using Parley.Engine.Linkage.Columns;
using Parley.Engine.Linkage.Normalising;

namespace Parley.Engine.Linkage.Records;

/// <summary>
/// The records to be linked, normalised: each a row of integers that stand for distinct values. Fill it value by value (<see cref="Set"/>, then
/// <see cref="Add"/>); not thread-safe while it is filled, free for any number of readers after.
/// </summary>
public sealed class RecordTable
{
    private const int MostText = 1024;

    private readonly Dictionary<string, (int Given, int Middle)> _givenCache = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _familyCache = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>[] _fieldCaches;
    private readonly Dictionary<string, int>[] _birthCaches = [new(StringComparer.Ordinal), new(StringComparer.Ordinal)];
    private readonly PendingText _given = new();
    private readonly PendingText _family = new();
    private readonly PendingText _address = new();
    private readonly int[] _pending;
    private string _whole = "";
    private int[] _rows;
    private string[] _ids = new string[64];
    private byte[] _sources = new byte[64];

    /// <summary>Makes an empty table for the columns of a map.</summary>
    /// <param name="map">The columns.</param>
    /// <param name="frequencies">How frequent values are, where that is fixed beforehand; null to count this table's own records.</param>
    public RecordTable(ColumnMap map, ValueFrequencies? frequencies = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        Schema = new RecordSchema(map);
        _rows = new int[64 * Schema.Stride];
        _pending = new int[Schema.Stride];
        _fieldCaches = [.. Schema.Fields.Select(_ => new Dictionary<string, int>(StringComparer.Ordinal))];
        Counting = frequencies is null;
        frequencies?.FillIn(this);
    }

    /// <summary>How many rows there are, removed ones included.</summary>
    public int Count { get; private set; }

    /// <summary>The most comparisons that there can be.</summary>
    public const int MostComparisons = RecordSchema.MostComparisons;

    /// <summary>How many comparisons the columns give; at most <see cref="MostComparisons"/> can be used.</summary>
    public int ComparisonCount => Schema.Comparisons.Count;

    /// <summary>How many records the frequencies of values were counted over.</summary>
    public int FrequencyTotal { get; internal set; }

    internal RecordSchema Schema { get; }

    internal NameValues Names { get; } = new();

    internal AddressValues Addresses { get; } = new();

    internal ValueDictionary Postcodes { get; } = new();

    internal BirthValues Births { get; } = new();

    /// <summary>Whether new records still count towards the frequencies.</summary>
    internal bool Counting { get; private set; }

    /// <summary>Sets one value of the record that <see cref="Add"/> will end.</summary>
    /// <param name="column">The column's place in the map.</param>
    /// <param name="text">The value as it stands in the source; empty or a placeholder is missing.</param>
    public void Set(int column, ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length == 0)
        {
            return;
        }

        text = text.Length > MostText ? text[..MostText] : text;
        MappedColumn mapped = Schema.Map.Columns[column];
        switch (mapped.Kind)
        {
            case ColumnKind.GivenName:
                _given.Append(text);
                break;
            case ColumnKind.FamilyName:
                _family.Append(text);
                break;
            case ColumnKind.FullName:
                _whole = new string(text);
                break;
            case ColumnKind.Address:
                _address.Append(text);
                break;
            case ColumnKind.DateOfBirth:
                SetOnce(RecordSchema.Birth, BirthOf(text, mapped.MonthFirst));
                break;
            case ColumnKind.Sex:
                SetOnce(RecordSchema.Sex, text is "M" ? 1 : text is "F" ? 2 : ValueText.Sex(text));
                break;
            case ColumnKind.Postcode:
                SetOnce(RecordSchema.Postcode, Postcodes.Intern(ValueText.Postcode(text)));
                break;
            default:
                _pending[Schema.ColumnSlots[column]] = FieldValue(column, mapped.Kind, text);
                break;
        }
    }

    /// <summary>Ends a record whose values were set.</summary>
    /// <param name="id">Its id in its source.</param>
    /// <param name="source">The source's number; links may be asked for between sources only.</param>
    /// <returns>The row's number.</returns>
    public int Add(string id, int source = 0)
    {
        ArgumentNullException.ThrowIfNull(id);
        Finish();
        int row = Count++;
        if (row == _ids.Length)
        {
            Array.Resize(ref _ids, row * 2);
            Array.Resize(ref _sources, row * 2);
            Array.Resize(ref _rows, row * 2 * Schema.Stride);
        }

        _ids[row] = id;
        _sources[row] = (byte)source;
        _pending.CopyTo(_rows.AsSpan(row * Schema.Stride));
        Array.Clear(_pending);
        if (Counting)
        {
            FrequencyTotal++;
            CountValues(Row(row));
        }

        return row;
    }

    /// <summary>Forgets the values set since the last <see cref="Add"/>.</summary>
    public void Discard()
    {
        Finish();
        Array.Clear(_pending);
    }

    /// <summary>A record's id.</summary>
    public string Id(int row) => _ids[row];

    /// <summary>A record's source.</summary>
    public int Source(int row) => _sources[row];

    /// <summary>How many records have a usable value in a column's field.</summary>
    public int Filled(int column)
    {
        int slot = SlotOf(column);
        int filled = 0;
        for (int row = 0; row < Count; row++)
        {
            filled += Row(row)[slot] != 0 ? 1 : 0;
        }

        return filled;
    }

    /// <summary>Fixes the frequencies as they stand: records added from here on are weighed by them and do not change them.</summary>
    public void FixFrequencies() => Counting = false;

    internal ReadOnlySpan<int> Row(int row) => _rows.AsSpan(row * Schema.Stride, Schema.Stride);

    /// <summary>Empties a row for another use.</summary>
    internal void Move(int from, int to)
    {
        Row(from).CopyTo(_rows.AsSpan(to * Schema.Stride));
        _ids[to] = _ids[from];
        _sources[to] = _sources[from];
    }

    /// <summary>Takes the last row away.</summary>
    internal void DropLast() => Count--;

    private int SlotOf(int column) => Schema.Map.Columns[column].Kind switch
    {
        ColumnKind.GivenName => RecordSchema.Given,
        ColumnKind.FamilyName or ColumnKind.FullName => RecordSchema.Family,
        ColumnKind.DateOfBirth => RecordSchema.Birth,
        ColumnKind.Sex => RecordSchema.Sex,
        ColumnKind.Postcode => RecordSchema.Postcode,
        ColumnKind.Address => RecordSchema.Address,
        _ => Schema.ColumnSlots[column],
    };

    private int BirthOf(ReadOnlySpan<char> text, bool monthFirst)
    {
        var cache = _birthCaches[monthFirst ? 1 : 0].GetAlternateLookup<ReadOnlySpan<char>>();
        if (!cache.TryGetValue(text, out int birth))
        {
            birth = Births.Intern(DateText.Read(text, monthFirst));
            cache[text] = birth;
        }

        return birth;
    }

    private void SetOnce(int slot, int value)
    {
        if (_pending[slot] == 0)
        {
            _pending[slot] = value;
        }
    }

    private int FieldValue(int column, ColumnKind kind, ReadOnlySpan<char> text)
    {
        int field = Schema.ColumnFields[column];
        ValueDictionary values = Schema.Fields[field].Values;
        if (kind is not (ColumnKind.Town or ColumnKind.Free))
        {
            return values.Intern(kind switch
            {
                ColumnKind.Telephone => ValueText.Telephone(text),
                ColumnKind.Email => ValueText.Email(text),
                _ => ValueText.Identifier(text),
            });
        }

        var cache = _fieldCaches[field].GetAlternateLookup<ReadOnlySpan<char>>();
        if (!cache.TryGetValue(text, out int value))
        {
            value = values.Intern(ValueText.Free(text));
            cache[text] = value;
        }

        return value;
    }

    private void Finish()
    {
        if (_given.Length > 0)
        {
            (_pending[RecordSchema.Given], _pending[RecordSchema.Middle]) = GivenOf(_given.Take());
        }

        if (_family.Length > 0)
        {
            _pending[RecordSchema.Family] = FamilyOf(_family.Take());
        }

        if (_whole.Length > 0)
        {
            Divide(_whole);
            _whole = "";
        }

        if (_address.Length > 0)
        {
            _pending[RecordSchema.Address] = Addresses.Intern(ValueText.Address(_address.Take()));
        }
    }

    private (int Given, int Middle) GivenOf(ReadOnlySpan<char> raw)
    {
        var cache = _givenCache.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!cache.TryGetValue(raw, out (int, int) known))
        {
            known = GivenIds(NameText.Read(raw, false));
            cache[raw] = known;
        }

        return known;
    }

    private (int Given, int Middle) GivenIds(string name)
    {
        int blank = name.IndexOf(' ', StringComparison.Ordinal);
        return blank < 0 ? (Names.Intern(name), 0) : (Names.Intern(name.AsSpan(0, blank)), Names.Intern(name.AsSpan(blank + 1)));
    }

    private int FamilyOf(ReadOnlySpan<char> raw)
    {
        var cache = _familyCache.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!cache.TryGetValue(raw, out int known))
        {
            known = Names.Intern(NameText.Read(raw, true));
            cache[raw] = known;
        }

        return known;
    }

    // A whole name stands in where the parts are missing.
    private void Divide(string whole)
    {
        (string given, string family) = NameText.Divide(whole);
        if (_pending[RecordSchema.Given] == 0)
        {
            (_pending[RecordSchema.Given], _pending[RecordSchema.Middle]) = GivenIds(given);
        }

        SetOnce(RecordSchema.Family, Names.Intern(family));
    }

    private void CountValues(ReadOnlySpan<int> row)
    {
        Names.AddGiven(row[RecordSchema.Given], 1);
        Names.AddMiddle(row[RecordSchema.Middle], 1);
        Names.Add(row[RecordSchema.Family], 1);
        Postcodes.Add(row[RecordSchema.Postcode], 1);
        Addresses.Add(row[RecordSchema.Address], 1);
        Births.Add(row[RecordSchema.Birth], 1);
        foreach (ValueField field in Schema.Fields)
        {
            foreach (int value in row.Slice(field.FirstSlot, field.Slots))
            {
                field.Values.Add(value, 1);
            }
        }
    }
}
