using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Reading;

/// <summary>Reads documents that begin with <c>type:</c> (a record type) or <c>extend:</c> (more attributes for a type that is there).</summary>
internal sealed class TypeReader(DictionaryDraft draft, AttributeReader attributes, bool local, IssueSink issues)
{
    private static readonly string[] TypeKeys = ["type", "kind", "description", "standard", "key", "attributes"];
    private static readonly string[] ExtendKeys = ["extend", "attributes"];
    private static readonly Dictionary<string, RecordKind> Kinds =
        Enum.GetValues<RecordKind>().ToDictionary(k => k.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    public void ReadType(YamlElement document)
    {
        if (!MapReader.TryOpen(document, TypeKeys, issues, out MapReader map) || map.Required("type") is not { } name)
        {
            return;
        }

        if (!Names.IsPascal(name))
        {
            issues.Add(DictionaryIssues.WrongName, $"the record type '{name}' is not in PascalCase", map.PositionOf("type"));
        }

        List<AttributeDefinition> own = attributes.ReadAttributes(map, "attributes", draft.CommonAttributes);
        RecordType type = new(name, Kind(map), [.. own, .. draft.CommonAttributes.Select(a => a.With(a.Name))])
        {
            Description = map.Required("description") ?? "",
            Standard = map.Text("standard") ?? "",
            Key = map.Texts("key") ?? [],
            Local = local,
        };
        foreach (string key in type.Key.Where(k => !type.TryGet(k, out _)))
        {
            issues.Add(DictionaryIssues.NotFound, $"the key names '{key}', which is no attribute of {name}", map.PositionOf("key"));
        }

        if (!draft.Types.TryAdd(name, type))
        {
            issues.Add(DictionaryIssues.Redefined, $"there is a record type '{name}' already", map.PositionOf("type"));
        }
    }

    public void ReadExtension(YamlElement document)
    {
        if (!MapReader.TryOpen(document, ExtendKeys, issues, out MapReader map) || map.Required("extend") is not { } name)
        {
            return;
        }

        if (draft.Types.TryGetValue(name, out RecordType? type))
        {
            draft.Replace(type, [.. type.Attributes, .. attributes.ReadAttributes(map, "attributes", type.Attributes)]);
        }
        else
        {
            issues.Add(DictionaryIssues.NotFound, $"there is no record type '{name}' to extend", map.PositionOf("extend"));
        }
    }

    private RecordKind Kind(MapReader map)
    {
        string? text = map.Required("kind");
        if (text is not null && !Kinds.ContainsKey(text))
        {
            issues.Add(DictionaryIssues.WrongValue, $"there is no kind '{text}'; there are: {string.Join(", ", Kinds.Keys)}", map.PositionOf("kind"));
        }

        return Kinds.GetValueOrDefault(text ?? "", RecordKind.Object);
    }
}
