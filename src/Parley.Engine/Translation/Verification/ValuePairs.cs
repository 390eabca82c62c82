using Parley.Engine.Dictionary;

namespace Parley.Engine.Translation.Verification;

/// <summary>The values of two records of one type, attribute by attribute: those of the first in its order, then those that only the second has.</summary>
internal static class ValuePairs
{
    // Below this, looking each attribute up is faster than a table of them.
    private const int Few = 12;

    /// <summary>All attributes that either record has, with the value of each record; none where it has none.</summary>
    public static List<(AttributeDefinition Attribute, Value One, Value Other)> Of(Record one, Record other)
    {
        ReadOnlySpan<AttributeValue> ones = one.Attributes;
        ReadOnlySpan<AttributeValue> others = other.Attributes;
        List<(AttributeDefinition, Value, Value)> pairs = new(Math.Max(ones.Length, others.Length));

        // Records that went through one translation have their attributes in one order.
        int same = 0;
        while (same < ones.Length && same < others.Length && ReferenceEquals(ones[same].Attribute, others[same].Attribute))
        {
            pairs.Add((ones[same].Attribute, ones[same].Value, others[same].Value));
            same++;
        }

        Dictionary<AttributeDefinition, Value>? table = others.Length - same > Few ? Table(others[same..]) : null;
        HashSet<AttributeDefinition> met = new(ReferenceEqualityComparer.Instance);
        foreach (ref readonly AttributeValue value in ones[same..])
        {
            pairs.Add((value.Attribute, value.Value, table is null ? other[value.Attribute] : table.GetValueOrDefault(value.Attribute)));
            met.Add(value.Attribute);
        }

        foreach (ref readonly AttributeValue value in others[same..])
        {
            if (!met.Contains(value.Attribute))
            {
                pairs.Add((value.Attribute, Value.None, value.Value));
            }
        }

        return pairs;
    }

    private static Dictionary<AttributeDefinition, Value> Table(ReadOnlySpan<AttributeValue> values)
    {
        Dictionary<AttributeDefinition, Value> table = new(values.Length, ReferenceEqualityComparer.Instance);
        foreach (ref readonly AttributeValue value in values)
        {
            table[value.Attribute] = value.Value;
        }

        return table;
    }
}
