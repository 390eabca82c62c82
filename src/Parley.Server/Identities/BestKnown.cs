using Parley.Engine.Dictionary;
using ValueType = Parley.Engine.Dictionary.ValueType;

namespace Parley.Server.Identities;

/// <summary>What is best known of the records of one identity: what most systems say; of these what was learnt last.</summary>
internal static class BestKnown
{
    // Names in order are one value, though the dictionary keeps them as a list.
    private const string GivenNames = "givenNames";
    private const string Marking = "marking";

    // Classes of what is said of a person at one event, such as the clothing: another event's value contradicts nothing.
    private static readonly string[] s_ofOneEvent = ["description", "event", "administrative"];

    // Each record has its own: it is said with the record.
    private static readonly string[] s_ofTheRecord = ["reference", Marking];

    /// <summary>The attributes that any of some records has, in the dictionary's order, each with all its values.</summary>
    public static List<ViewedAttribute> Attributes(IReadOnlyList<SeenRecord> members)
    {
        List<ViewedAttribute> attributes = [];
        foreach (AttributeDefinition attribute in members[0].Record.Type.Attributes.Where(a => !s_ofTheRecord.Contains(a.Name)))
        {
            bool many = HasMany(attribute);
            List<ViewedValue> values = Values(members.SelectMany(m => ValuesOf(m, attribute, many).Select(v => (Value: v, Source: m))));
            if (values.Count > 0)
            {
                attributes.Add(new ViewedAttribute(attribute, values, !many && values.Count > 1 && HoldsAlways(attribute)));
            }
        }

        return attributes;
    }

    /// <summary>One record that says the best of each attribute, for forms that have room for no more. The record itself where there is only one; else with the highest marking of all.</summary>
    public static Record Of(IReadOnlyList<SeenRecord> members)
    {
        if (members.Count == 1)
        {
            return members[0].Record;
        }

        Record best = new(members[0].Record.Type);
        foreach (ViewedAttribute attribute in Attributes(members))
        {
            best.Set(attribute.Definition, HasMany(attribute.Definition) ? Value.List([.. attribute.Values.Select(v => v.Value)]) : attribute.Values[0].Value);
        }

        if (best.Type.TryGet(Marking, out AttributeDefinition? marking))
        {
            best.Set(marking, members.Select(m => m.Record[marking]).OrderByDescending(v => RankOf(marking, v)).First());
        }

        return best;
    }

    /// <summary>Values with who says each, the best known first; then by the text, so that the order of records does not count.</summary>
    public static List<ViewedValue> Values(IEnumerable<(Value Value, SeenRecord Source)> said) =>
    [
        .. said.Select(s => (Text: Text(s.Value), s.Value, s.Source))
            .GroupBy(s => s.Text, StringComparer.OrdinalIgnoreCase)
            .Select(g => new ViewedValue(g.MinBy(s => s.Text, StringComparer.Ordinal).Value, [.. g.Select(s => s.Source).Distinct().OrderByDescending(s => s.KnownAt).ThenBy(s => s.Name)]))
            .OrderByDescending(v => v.Sources.Select(s => s.System).Distinct(StringComparer.Ordinal).Count()).ThenByDescending(v => v.Sources[0].KnownAt)
            .ThenBy(v => v.Text, StringComparer.Ordinal),
    ];

    /// <summary>A value in its exchanged form; the parts of a name in order.</summary>
    public static string Text(Value value) => value.Form == ValueForm.List ? string.Join(' ', value.Values.ToArray().Select(v => v.ToString())) : value.ToString();

    private static bool HasMany(AttributeDefinition attribute) => attribute.Many && attribute.Name != GivenNames;

    private static bool HoldsAlways(AttributeDefinition attribute) => attribute.Type != ValueType.Instant && !s_ofOneEvent.Contains(attribute.DataClass);

    // In the order of the code list, low to high; what is not in it is above all, and none is below all.
    private static int RankOf(AttributeDefinition marking, Value value)
    {
        string code = value.ToString();
        int rank = marking.Codes?.Entries.ToList().FindIndex(e => e.Code == code) ?? -1;
        return value.IsNone ? -1 : rank < 0 ? int.MaxValue : rank;
    }

    private static Value[] ValuesOf(SeenRecord member, AttributeDefinition attribute, bool many)
    {
        Value value = member.Record[attribute];
        return value.IsNone ? [] : many ? value.Values.ToArray() : [value];
    }
}
