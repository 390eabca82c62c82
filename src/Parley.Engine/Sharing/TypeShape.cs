using Parley.Engine.Dictionary;

namespace Parley.Engine.Sharing;

/// <summary>What decisions need to know of a record type: the place of each attribute, and which attributes restrict the record itself. Immutable.</summary>
internal sealed class TypeShape
{
    private readonly Dictionary<AttributeDefinition, int> _places = [];

    public TypeShape(RecordType type, string? defaultRole, HandlingRules rules)
    {
        (Type, DefaultRole) = (type, defaultRole);
        Width = Math.Max(1, (type.Attributes.Count + 63) / 64);
        Protected = new ulong[Width];
        Always = new ulong[Width];
        All = new ulong[Width];
        for (int i = 0; i < type.Attributes.Count; i++)
        {
            AttributeDefinition attribute = type.Attributes[i];
            _places[attribute] = i;
            Mask.Set(All, i);
            if (attribute.Protected)
            {
                Mask.Set(Protected, i);
            }
        }

        Marking = Place("marking");
        Handling = Place("handling");
        HandlingCode = Place("handlingCode");
        HandlingCode555 = Place("handlingCode555");
        ActionCode = Place("actionCode");
        SanitisationCode = Place("sanitisationCode");
        Originator = Place("originator");
        Subject = Place("dataSubjectCategory");
        foreach (int always in new[] { Marking, Handling }.Where(p => p >= 0))
        {
            Mask.Set(Always, always);
        }

        Sanitised = rules.Sanitisation.ToDictionary(r => r.Key, r => MaskOf(r.Value.Withhold, [], []), StringComparer.Ordinal);
    }

    public RecordType Type { get; }

    /// <summary>The entity role that a record of the type plays when nothing says another.</summary>
    public string? DefaultRole { get; }

    /// <summary>Words of a mask.</summary>
    public int Width { get; }

    public ulong[] All { get; }

    public ulong[] Protected { get; }

    /// <summary>Marking and handling: a record that goes takes its restrictions with it.</summary>
    public ulong[] Always { get; }

    public int Marking { get; }

    public int Handling { get; }

    public int HandlingCode { get; }

    public int HandlingCode555 { get; }

    public int ActionCode { get; }

    public int SanitisationCode { get; }

    public int Originator { get; }

    public int Subject { get; }

    /// <summary>True for a type whose records are graded intelligence.</summary>
    public bool IsIntelligence => HandlingCode >= 0;

    /// <summary>What each sanitisation code takes out.</summary>
    public IReadOnlyDictionary<string, ulong[]> Sanitised { get; }

    /// <summary>The place of an attribute, or -1.</summary>
    public int PlaceOf(AttributeDefinition attribute) => _places.GetValueOrDefault(attribute, -1);

    /// <summary>Attributes by name and by data class, less those excepted.</summary>
    public ulong[] MaskOf(IReadOnlyList<string> names, IReadOnlyList<string> classes, IReadOnlyList<string> except)
    {
        ulong[] mask = new ulong[Width];
        for (int i = 0; i < Type.Attributes.Count; i++)
        {
            AttributeDefinition attribute = Type.Attributes[i];
            bool listed = names.Contains(attribute.Name, StringComparer.Ordinal) || classes.Contains(attribute.DataClass, StringComparer.Ordinal);
            if (listed && !except.Contains(attribute.Name, StringComparer.Ordinal))
            {
                Mask.Set(mask, i);
            }
        }

        return mask;
    }

    private int Place(string name) => Type.TryGet(name, out AttributeDefinition? attribute) ? PlaceOf(attribute) : -1;
}
