using Parley.Engine.Linkage.Models;
using Parley.Engine.Linkage.Records;

namespace Parley.Engine.Linkage.Comparing;

/// <summary>
/// Compares two records: one level for each comparison of the schema, packed into four bits each, the first comparison lowest. Keeps what it remembers
/// to itself, so each thread has one of its own; what it remembers never changes an answer.
/// </summary>
internal sealed class PairComparer
{
    private readonly RecordTable _table;
    private readonly NameComparer _names;
    private readonly AddressComparer _addresses;
    private readonly int _given;
    private readonly int _middle;
    private readonly int _family;
    private readonly int _order;
    private readonly int _birth;
    private readonly int _sex;
    private readonly int _postcode;
    private readonly int _address;
    private readonly int _firstField;

    public PairComparer(RecordTable table)
    {
        _table = table;
        _names = new NameComparer(table.Names);
        _addresses = new AddressComparer(table.Addresses);
        RecordSchema schema = table.Schema;
        _given = schema.IndexOf(ComparisonKind.GivenName);
        _middle = schema.IndexOf(ComparisonKind.MiddleName);
        _family = schema.IndexOf(ComparisonKind.FamilyName);
        _order = schema.IndexOf(ComparisonKind.NameOrder);
        _birth = schema.IndexOf(ComparisonKind.DateOfBirth);
        _sex = schema.IndexOf(ComparisonKind.Sex);
        _postcode = schema.IndexOf(ComparisonKind.Postcode);
        _address = schema.IndexOf(ComparisonKind.Address);
        _firstField = schema.Comparisons.Count - schema.Fields.Count;
    }

    /// <summary>The level of a comparison within packed levels.</summary>
    public static int Level(ulong levels, int comparison) => (int)(levels >> (4 * comparison)) & 0xF;

    /// <summary>Compares two rows.</summary>
    public ulong Compare(int left, int right)
    {
        ReadOnlySpan<int> a = _table.Row(left);
        ReadOnlySpan<int> b = _table.Row(right);
        return Rest(a, b, Person(a, b));
    }

    /// <summary>Compares what is of the person alone, which is quick: names, date of birth, sex.</summary>
    public ulong Person(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        ulong levels = Names(a, b);
        if (_birth >= 0 && a[RecordSchema.Birth] != 0 && b[RecordSchema.Birth] != 0)
        {
            levels |= Put(a[RecordSchema.Birth] == b[RecordSchema.Birth] ? 1 : DateComparer.Level(_table.Births.Date(a[RecordSchema.Birth]), _table.Births.Date(b[RecordSchema.Birth])), _birth);
        }

        if (_sex >= 0 && a[RecordSchema.Sex] != 0 && b[RecordSchema.Sex] != 0)
        {
            levels |= Put(a[RecordSchema.Sex] == b[RecordSchema.Sex] ? 1 : 2, _sex);
        }

        return levels;
    }

    /// <summary>Compares all else, and joins it to the levels that <see cref="Person"/> gave.</summary>
    public ulong Rest(ReadOnlySpan<int> a, ReadOnlySpan<int> b, ulong levels)
    {
        levels |= Place(a, b);
        for (int i = 0; i < _table.Schema.Fields.Count; i++)
        {
            ValueField field = _table.Schema.Fields[i];
            int level = SetComparer.Level(field, a, b);
            if (field.Kind == ComparisonKind.Email && level is not 0 and not 4 && NamesAgree(levels))
            {
                level = EmailComparer.Given(level, field, a, b, _table.Names.Feature(a[RecordSchema.Family]));
            }

            levels |= Put(level, _firstField + i);
        }

        return levels;
    }

    private static ulong Put(int level, int comparison) => (ulong)level << (4 * comparison);

    private bool NamesAgree(ulong levels) => _given >= 0 && _family >= 0 && Level(levels, _given) is > 0 and <= 4 && Level(levels, _family) is > 0 and <= 3;

    private ulong Names(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int given = _given >= 0 && a[RecordSchema.Given] != 0 && b[RecordSchema.Given] != 0 ? _names.Given(a[RecordSchema.Given], b[RecordSchema.Given]) : 0;
        int family = _family >= 0 && a[RecordSchema.Family] != 0 && b[RecordSchema.Family] != 0 ? _names.Family(a[RecordSchema.Family], b[RecordSchema.Family]) : 0;
        ulong levels = 0;
        if (given != 0 && family != 0)
        {
            levels = Put(1, _order);
            if (given > 4 && family > 3 && Reversed(a, b, out int crossGiven, out int crossFamily))
            {
                levels = Put(2, _order);
                (given, family) = (crossGiven, crossFamily);
            }
        }

        if (_given >= 0 && given is 0 or > 4 && given != 1)
        {
            given = CalledByMiddleName(a, b) ? 2 : given;
        }

        levels |= given == 0 ? 0 : Put(given, _given);
        levels |= family == 0 ? 0 : Put(family, _family);
        if (_middle >= 0 && a[RecordSchema.Middle] != 0 && b[RecordSchema.Middle] != 0)
        {
            levels |= Put(_names.Middle(a[RecordSchema.Middle], b[RecordSchema.Middle]), _middle);
        }

        return levels;
    }

    private bool Reversed(ReadOnlySpan<int> a, ReadOnlySpan<int> b, out int given, out int family)
    {
        int left = _names.Family(a[RecordSchema.Given], b[RecordSchema.Family]);
        int right = _names.Family(a[RecordSchema.Family], b[RecordSchema.Given]);
        given = left == 1 && right == 1 ? 1 : 3;
        family = given;
        return left <= 3 && right <= 3;
    }

    private bool CalledByMiddleName(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int left = a[RecordSchema.Given];
        int right = b[RecordSchema.Given];
        return (left != 0 && b[RecordSchema.Middle] != 0 && Long(left) && _table.Names.Feature(b[RecordSchema.Middle]).First == left)
            || (right != 0 && a[RecordSchema.Middle] != 0 && Long(right) && _table.Names.Feature(a[RecordSchema.Middle]).First == right);
    }

    private bool Long(int name) => _table.Names.Feature(name).Joined.Length > 1;

    private ulong Place(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int address = _address >= 0 && a[RecordSchema.Address] != 0 && b[RecordSchema.Address] != 0 ? _addresses.Level(a[RecordSchema.Address], b[RecordSchema.Address]) : 0;
        ulong levels = address == 0 ? 0 : Put(address, _address);
        int left = a[RecordSchema.Postcode];
        int right = b[RecordSchema.Postcode];
        if (_postcode < 0 || left == 0 || right == 0)
        {
            return levels;
        }

        // One address has one postcode: agreeing on both is little more than agreeing on one.
        bool sameAddress = address is 1 or 2;
        int postcode = left == right ? (sameAddress ? 5 : 1) : sameAddress ? 6 : PostcodeLevel(_table.Postcodes.Text(left), _table.Postcodes.Text(right));
        return levels | Put(postcode, _postcode);
    }

    private static int PostcodeLevel(string a, string b) =>
        OneEdit.Apart(a, b) ? 2 : Normalising.ValueText.PostcodeArea(a) == Normalising.ValueText.PostcodeArea(b) ? 3 : 4;
}
