using Parley.Engine.Linkage.Models;
using Parley.Engine.Linkage.Normalising;
using Parley.Engine.Linkage.Records;

namespace Parley.Engine.Linkage.Blocking;

/// <summary>Writes the blocking keys of a record. Keys depend on its values alone, never on the order in which records came.</summary>
internal sealed class BlockingKeys(RecordTable table, uint enabled)
{
    private readonly Dictionary<int, ulong> _areas = [];

    /// <summary>The rule that a key belongs to.</summary>
    public static int RuleOf(ulong key) => (int)(key & 31);

    /// <summary>Writes a row's keys, each once.</summary>
    /// <returns>How many.</returns>
    public int Write(ReadOnlySpan<int> row, Span<ulong> keys)
    {
        KeyWriter writer = new(keys, enabled);
        WriteFields(row, ref writer);
        ulong given = 0;
        ulong sound = 0;
        ulong initial = 0;
        if (row[RecordSchema.Given] != 0)
        {
            ref readonly NameFeature feature = ref table.Names.Feature(row[RecordSchema.Given]);
            (given, sound, initial) = (feature.Joined.Length > 1 ? feature.Kin : 0, feature.Sound, feature.Initial);
        }

        ulong family = 0;
        ulong familyInitial = 0;
        if (row[RecordSchema.Family] != 0)
        {
            ref readonly NameFeature feature = ref table.Names.Feature(row[RecordSchema.Family]);
            (family, familyInitial) = (feature.LastSound, feature.Initial);
        }

        ulong names = sound != 0 && family != 0 ? StableHash.Join(Math.Min(sound, family), Math.Max(sound, family)) : 0;
        ulong initials = initial != 0 && familyInitial != 0 ? StableHash.Join(Math.Min(initial, familyInitial), Math.Max(initial, familyInitial)) : 0;
        WriteBirth(row, given, family, initial, initials, names, ref writer);
        WritePlace(row, given, family, initial, names, ref writer);
        writer.Put(BlockingRules.Names, names, 1);
        writer.Put(BlockingRules.FamilyAndInitial, family, initial);
        writer.Put(BlockingRules.FamilyNames, family, 1);
        writer.Put(BlockingRules.GivenNames, given, 1);
        return writer.Count;
    }

    private void WriteBirth(ReadOnlySpan<int> row, ulong given, ulong family, ulong initial, ulong initials, ulong names, ref KeyWriter writer)
    {
        uint date = table.Births.Date(row[RecordSchema.Birth]);
        if (date == 0)
        {
            return;
        }

        ulong year = date >> 16;
        writer.Put(BlockingRules.NamesAndYear, names, year);
        writer.Put(BlockingRules.GivenAndYear, given, year);
        writer.Put(BlockingRules.FamilyAndYear, family, year);
        if ((date & 0xFFFF) == 0)
        {
            return;
        }

        ulong month = (date >> 8) & 0xFF;
        ulong day = date & 0xFF;
        ulong birth = (year << 16) | (Math.Min(day, month) << 8) | Math.Max(day, month);
        writer.Put(BlockingRules.BirthAndFamily, birth, family);
        writer.Put(BlockingRules.BirthAndGiven, birth, given);
        writer.Put(BlockingRules.BirthAndArea, birth, Area(row[RecordSchema.Postcode]));
        writer.Put(BlockingRules.DayMonthAndFamily, family == 0 || initial == 0 ? 0 : StableHash.Join(family, initial), date & 0xFFFF);
        writer.Put(BlockingRules.BirthAndInitials, birth, initials);
        writer.Put(BlockingRules.Birth, birth, 1);
        writer.Put(BlockingRules.DayAndMonth, date & 0xFFFF, 1);
        writer.Put(BlockingRules.YearAndMonth, year, month);
    }

    private void WritePlace(ReadOnlySpan<int> row, ulong given, ulong family, ulong initial, ulong names, ref KeyWriter writer)
    {
        ulong postcode = (ulong)row[RecordSchema.Postcode];
        if (postcode != 0)
        {
            ulong hash = StableHash.Of(table.Postcodes.Text((int)postcode));
            writer.Put(BlockingRules.NamesAndArea, names, Area((int)postcode));
            writer.Put(BlockingRules.PostcodeAndGiven, hash, given);
            writer.Put(BlockingRules.PostcodeAndFamily, hash, family);
            writer.Put(BlockingRules.Postcodes, hash, 1);
        }

        ulong address = row[RecordSchema.Address] == 0 ? 0 : table.Addresses.Key(row[RecordSchema.Address]);
        writer.Put(BlockingRules.AddressAndInitial, address, initial);
        writer.Put(BlockingRules.Addresses, address, 1);
        foreach (ValueField field in table.Schema.Fields)
        {
            if (field.Kind == ComparisonKind.Town && row[field.FirstSlot] != 0)
            {
                ulong town = StableHash.Of(field.Values.Text(row[field.FirstSlot]));
                writer.Put(BlockingRules.TownAndGiven, town, given);
                writer.Put(BlockingRules.TownAndFamily, town, family);
            }
        }
    }

    private void WriteFields(ReadOnlySpan<int> row, ref KeyWriter writer)
    {
        for (int f = 0; f < table.Schema.Fields.Count; f++)
        {
            ValueField field = table.Schema.Fields[f];
            int rule = field.Kind switch
            {
                ComparisonKind.ExclusiveIdentifier or ComparisonKind.SharedIdentifier => BlockingRules.Identifiers,
                ComparisonKind.Telephone => BlockingRules.Telephones,
                ComparisonKind.Email => BlockingRules.Emails,
                ComparisonKind.Vrm => BlockingRules.Marks,
                _ => -1,
            };
            for (int slot = field.FirstSlot; rule >= 0 && slot < field.FirstSlot + field.Slots; slot++)
            {
                if (row[slot] != 0)
                {
                    string text = field.Values.Text(row[slot]);
                    writer.Put(rule, StableHash.Of(text), (ulong)f + 1);
                    if (field.Kind == ComparisonKind.Email)
                    {
                        writer.Put(BlockingRules.EmailNames, StableHash.Of(text.AsSpan(0, text.IndexOf('@', StringComparison.Ordinal))), 1);
                    }
                }
            }
        }
    }

    private ulong Area(int postcode)
    {
        if (postcode == 0)
        {
            return 0;
        }

        if (!_areas.TryGetValue(postcode, out ulong area))
        {
            area = StableHash.Of(ValueText.PostcodeArea(table.Postcodes.Text(postcode)));
            _areas[postcode] = area;
        }

        return area;
    }

    /// <summary>Puts keys one after another; parts that are missing make no key.</summary>
    private ref struct KeyWriter(Span<ulong> keys, uint enabled)
    {
        private readonly Span<ulong> _keys = keys;

        public int Count { get; private set; }

        public void Put(int rule, ulong first, ulong second)
        {
            if (first == 0 || second == 0 || (enabled & (1u << rule)) == 0 || Count == _keys.Length)
            {
                return;
            }

            ulong key = (StableHash.Join(StableHash.Join((ulong)rule + 1, first), second) & ~31UL) | (uint)rule;
            if (!_keys[..Count].Contains(key))
            {
                _keys[Count++] = key;
            }
        }
    }
}
