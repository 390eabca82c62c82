using Parley.Engine.Translation.Paths;

namespace Parley.Engine.Translation.Drafting;

/// <summary>One field of the messages as the source shows it: a property, element, attribute or column, with what was seen of its values.</summary>
internal sealed class SourceField(string name, bool isAttribute = false)
{
    private const int MostValues = 80;
    private const int LongestValue = 400;

    private readonly List<string> _values = [];

    /// <summary>The name, with its prefix in XML.</summary>
    public string Name => name;

    public bool IsAttribute => isAttribute;

    public SourceField? Parent { get; private set; }

    public List<SourceField> Children { get; } = [];

    /// <summary>True when one message, or one item around it, may have several.</summary>
    public bool Repeated { get; set; }

    public bool Required { get; set; }

    /// <summary>True when it can hold a value itself, whatever stands within it.</summary>
    public bool HasValue { get; set; }

    public bool IsNumber { get; set; }

    public bool IsBoolean { get; set; }

    /// <summary>What a schema says of the form: date, date-time, time, email, …; empty for nothing.</summary>
    public string Format { get; set; } = "";

    /// <summary>The greatest length that a schema allows; 0 for none.</summary>
    public int MaxLength { get; set; }

    public string Description { get; set; } = "";

    /// <summary>The codes that a schema lists, with their labels where it has them.</summary>
    public List<(string Code, string Label)> Enumeration { get; } = [];

    /// <summary>Distinct values seen, the first of them.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <summary>How many values were seen, repetitions included.</summary>
    public int Seen { get; private set; }

    /// <summary>The step that leads to it.</summary>
    public string Segment => new PathSegment(name, isAttribute, Repeated, -1, null).ToString();

    /// <summary>The child of a name, added when it is not there yet.</summary>
    public SourceField Child(string childName, bool attribute = false)
    {
        SourceField? child = Children.Find(c => c.Name == childName && c.IsAttribute == attribute);
        if (child is null)
        {
            child = new SourceField(childName, attribute) { Parent = this };
            Children.Add(child);
        }

        return child;
    }

    public void AddValue(string value)
    {
        HasValue = true;
        if (string.IsNullOrWhiteSpace(value))
        {
            return;
        }

        Seen++;
        if (_values.Count < MostValues && !_values.Contains(value, StringComparer.Ordinal))
        {
            _values.Add(value.Length <= LongestValue ? value : value[..LongestValue]);
        }
    }

    /// <summary>The values known of it: the codes of its schema, else those seen.</summary>
    public IReadOnlyList<string> KnownValues => Enumeration.Count > 0 ? [.. Enumeration.Select(e => e.Code)] : _values;

    public IEnumerable<SourceField> Descendants() => Children.SelectMany(c => c.Descendants().Prepend(c));
}
