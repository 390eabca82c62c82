using Parley.Engine.Dictionary;

namespace Parley.Engine.Tests.Dictionary;

/// <summary>Makes records and bundles in few words. Texts become codes, dates, instants or booleans by the attribute's type.</summary>
internal static class Build
{
    public static readonly PoleDictionary Pole = BuiltInDictionary.BuiltIn;

    public static Record Record(string type, params (string Name, string Text)[] attributes)
    {
        Record record = new(Pole.Types[type]);
        foreach ((string name, string text) in attributes)
        {
            Set(record, name, text);
        }

        return record;
    }

    public static void Set(Record record, string name, string text)
    {
        AttributeDefinition attribute = Attribute(record.Type.Name, name);
        record.Set(attribute, ValueOf(attribute, text));
    }

    public static AttributeDefinition Attribute(string type, string name) =>
        Pole.Types[type].TryGet(name, out AttributeDefinition? attribute) ? attribute : throw new ArgumentException($"{type} has no {name}", nameof(name));

    public static Bundle Bundle(params Record[] records)
    {
        Bundle bundle = new();
        foreach (Record record in records)
        {
            bundle.Add(record);
        }

        return bundle;
    }

    public static Bundle With(this Bundle bundle, int from, string role, int to)
    {
        bundle.Add(new Link(from, Pole.LinkRoles[role], to));
        return bundle;
    }

    public static Value ValueOf(AttributeDefinition attribute, string text) => attribute.Type switch
    {
        Engine.Dictionary.ValueType.Code => attribute.Codes!.TryGet(text, out CodeEntry? entry) ? Value.Code(entry) : Value.Text(text),
        Engine.Dictionary.ValueType.Date => Value.Date(DateOf(text)),
        Engine.Dictionary.ValueType.Instant => Value.Instant(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal)),
        Engine.Dictionary.ValueType.Number => Value.Number(decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture)),
        Engine.Dictionary.ValueType.Boolean => Value.Boolean(text == "true"),
        Engine.Dictionary.ValueType.Point => Value.Point(51.5, -0.12),
        _ => Value.Text(text),
    };

    private static PartialDate DateOf(string text)
    {
        int[] parts = [.. text.Split('-').Select(p => int.Parse(p, System.Globalization.CultureInfo.InvariantCulture))];
        return new PartialDate(parts[0], parts.Length > 1 ? parts[1] : 0, parts.Length > 2 ? parts[2] : 0);
    }
}
