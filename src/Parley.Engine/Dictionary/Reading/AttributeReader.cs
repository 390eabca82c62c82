using System.Globalization;
using Parley.Engine.Dictionary.Identifiers;
using Parley.Engine.Dictionary.Validation;
using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Reading;

/// <summary>Reads attributes and attribute standards, which have the same properties; an attribute takes over those of its standard.</summary>
internal sealed class AttributeReader(DictionaryDraft draft, bool local, IssueSink issues)
{
    private static readonly string[] StandardKeys =
        ["title", "format", "type", "length", "pattern", "codes", "identifier", "unit", "rules", "class", "protected", "owner"];

    private static readonly string[] AttributeKeys =
        ["standard", "type", "many", "length", "pattern", "codes", "identifier", "unit", "rules", "class", "protected", "owner", "description"];

    private static readonly Dictionary<string, ValueType> Types = Enum.GetValues<ValueType>().ToDictionary(Name, StringComparer.Ordinal);

    private static string Name(ValueType type) => type.ToString().ToLowerInvariant();

    /// <summary>Reads the standards of a document that begins with <c>standards:</c>.</summary>
    public void ReadStandards(YamlElement document)
    {
        if (!MapReader.TryOpen(document, ["standards"], issues, out MapReader map))
        {
            return;
        }

        foreach ((YamlElement reference, YamlElement value) in map.Pairs("standards"))
        {
            if (MapReader.TryOpen(value, StandardKeys, issues, out MapReader standard))
            {
                string title = standard.Required("title") ?? "";
                AttributeDefinition template = Read(reference.Text!, standard, null, reference.Text!, title);
                if (!draft.Standards.TryAdd(reference.Text!, new AttributeStandard(reference.Text!, title, standard.Text("format") ?? "", template)))
                {
                    issues.Add(DictionaryIssues.Redefined, $"there is a standard '{reference.Text}' already", reference.Position);
                }
            }
        }
    }

    /// <summary>Reads the attributes below a key, in order; a repeated or taken name is reported and left out.</summary>
    public List<AttributeDefinition> ReadAttributes(MapReader map, string key, IEnumerable<AttributeDefinition> taken)
    {
        HashSet<string> names = new(taken.Select(a => a.Name), StringComparer.Ordinal);
        List<AttributeDefinition> attributes = [];
        foreach ((YamlElement name, YamlElement value) in map.Pairs(key))
        {
            if (!Names.IsCamel(name.Text!))
            {
                issues.Add(DictionaryIssues.WrongName, $"the attribute '{name.Text}' is not in camelCase", name.Position);
            }

            if (!names.Add(name.Text!))
            {
                issues.Add(DictionaryIssues.Redefined, $"the type has an attribute '{name.Text}' already", name.Position);
            }
            else if (ReadAttribute(name.Text!, value) is { } attribute)
            {
                attributes.Add(attribute);
            }
        }

        return attributes;
    }

    private AttributeDefinition? ReadAttribute(string name, YamlElement value)
    {
        if (value.Text is not null)
        {
            return Standard(value) is { } bare ? bare.Template.With(name, local: local) : null;
        }

        if (!MapReader.TryOpen(value, AttributeKeys, issues, out MapReader map))
        {
            return null;
        }

        AttributeStandard? standard = map.Element("standard") is { } reference && IsReference(reference.Text) ? Standard(reference) : null;
        return Read(name, map, standard?.Template, map.Text("standard") ?? "", map.Text("description") ?? standard?.Title ?? "");
    }

    private static bool IsReference(string? text) => text is not null && text.StartsWith("DS_", StringComparison.Ordinal);

    private AttributeStandard? Standard(YamlElement reference)
    {
        // A point realises two standards, "DS_014 DS_015"; the first is the one taken over.
        string first = (reference.Text ?? "").Split(' ')[0];
        if (draft.Standards.TryGetValue(first, out AttributeStandard? standard))
        {
            return standard;
        }

        issues.Add(DictionaryIssues.NotFound, $"there is no attribute standard '{first}'", reference.Position);
        return null;
    }

    private AttributeDefinition Read(string name, MapReader own, AttributeDefinition? template, string standard, string description)
    {
        CodeList? codes = Codes(own);
        string? identifier = Identifier(own);
        (int min, int max) = Length(own);
        return new AttributeDefinition
        {
            Name = name,
            Type = Type(own, codes, identifier, template),
            Standard = standard,
            Description = description,
            Many = own.Flag("many") ?? false,
            MinLength = max > 0 ? min : template?.MinLength ?? 0,
            MaxLength = max > 0 ? max : template?.MaxLength ?? 0,
            PatternText = Pattern(own) ?? template?.PatternText,
            Codes = codes ?? template?.Codes,
            Identifier = identifier ?? template?.Identifier,
            Unit = own.Text("unit") ?? template?.Unit,
            Rules = Rules(own) ?? template?.Rules ?? [],
            DataClass = Class(own) ?? template?.DataClass ?? "general",
            Protected = own.Flag("protected") ?? template?.Protected ?? false,
            Owner = own.Text("owner") ?? template?.Owner ?? "",
            Local = local,
        };
    }

    private ValueType Type(MapReader map, CodeList? codes, string? identifier, AttributeDefinition? template)
    {
        ValueType? implied = codes is not null ? ValueType.Code : identifier is not null ? ValueType.Identifier : null;
        if (codes is not null && identifier is not null)
        {
            issues.Add(DictionaryIssues.Contradiction, "'codes' and 'identifier' both stand here; an attribute has one of them", map.Position);
        }

        if (map.Text("type") is not { } text)
        {
            return implied ?? template?.Type ?? ValueType.Text;
        }

        if (!Types.TryGetValue(text, out ValueType type))
        {
            issues.Add(DictionaryIssues.WrongValue, $"there is no value type '{text}'; there are: {string.Join(", ", Types.Keys)}", map.PositionOf("type"));
            return ValueType.Text;
        }

        bool needsCodes = type == ValueType.Code && codes is null && template?.Codes is null && map.Element("codes") is null;
        bool needsKind = type == ValueType.Identifier && identifier is null && template?.Identifier is null;
        if (needsCodes || needsKind)
        {
            issues.Add(DictionaryIssues.MissingKey, $"the type '{text}' needs '{(needsCodes ? "codes" : "identifier")}'", map.Position);
        }

        if (implied is not null && implied != type)
        {
            issues.Add(DictionaryIssues.Contradiction, $"the type is '{text}', and '{Name(implied.Value)}' follows from the other keys", map.PositionOf("type"));
        }

        return type;
    }

    private string? Identifier(MapReader map)
    {
        string? name = map.Text("identifier");
        if (name is not null && IdentifierKind.Find(name) is null)
        {
            issues.Add(
                DictionaryIssues.NotFound,
                $"there is no kind of identifier '{name}'; there are: {string.Join(", ", IdentifierKind.All.Select(k => k.Name))}",
                map.PositionOf("identifier"));
        }

        return name;
    }

    private CodeList? Codes(MapReader map)
    {
        if (map.Text("codes") is not { } name)
        {
            return null;
        }

        if (!draft.CodeLists.TryGetValue(name, out CodeList? list))
        {
            issues.Add(DictionaryIssues.NotFound, $"there is no code list '{name}'", map.PositionOf("codes"));
        }

        return list;
    }

    /// <summary>A length as <c>35</c> (at most) or <c>1..35</c>.</summary>
    private (int Min, int Max) Length(MapReader map)
    {
        if (map.Text("length") is not { } text)
        {
            return default;
        }

        int dots = text.IndexOf("..", StringComparison.Ordinal);
        int min = 0;
        bool valid = int.TryParse(text.AsSpan(dots < 0 ? 0 : dots + 2), NumberStyles.None, CultureInfo.InvariantCulture, out int max)
            && (dots < 0 || int.TryParse(text.AsSpan(0, dots), NumberStyles.None, CultureInfo.InvariantCulture, out min))
            && max >= Math.Max(min, 1);
        if (!valid)
        {
            issues.Add(DictionaryIssues.WrongValue, $"the length '{text}' is neither a greatest length (35) nor a range (1..35)", map.PositionOf("length"));
            return default;
        }

        return (min, max);
    }

    private string? Pattern(MapReader map)
    {
        string? pattern = map.Text("pattern");

        // The built-in patterns are tried by a test; building each of them at start would cost more than all the rest of reading.
        if (pattern is not null && local)
        {
            try
            {
                _ = AttributeDefinition.ToRegex(pattern);
            }
            catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
            {
                issues.Add(DictionaryIssues.WrongPattern, $"the pattern does not work: {fault.Message}", map.PositionOf("pattern"));
                return null;
            }
        }

        return pattern;
    }

    private List<string>? Rules(MapReader map)
    {
        List<string>? rules = map.Texts("rules");
        foreach (string rule in rules ?? [])
        {
            if (!ValueRule.Named.ContainsKey(rule))
            {
                issues.Add(DictionaryIssues.NotFound, $"there is no rule '{rule}'; there are: {string.Join(", ", ValueRule.Named.Keys)}", map.PositionOf("rules"));
            }
        }

        return rules;
    }

    private string? Class(MapReader map)
    {
        string? name = map.Text("class");
        if (name is not null && !draft.DataClasses.Any(c => c.Name == name))
        {
            issues.Add(
                DictionaryIssues.NotFound,
                $"there is no data class '{name}'; there are: {string.Join(", ", draft.DataClasses.Select(c => c.Name))}",
                map.PositionOf("class"));
        }

        return name;
    }
}
