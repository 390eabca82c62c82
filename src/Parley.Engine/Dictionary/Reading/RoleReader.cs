using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Reading;

/// <summary>
/// Reads documents that begin with <c>roles:</c>, with the named <c>sets:</c> of requirements that several roles share. Terms are checked
/// apart, by <see cref="CheckTerms"/>, since they may name link roles that are read later.
/// </summary>
internal sealed class RoleReader(DictionaryDraft draft, IssueSink issues)
{
    private static readonly string[] RoleKeys = ["reference", "title", "type", "default", "complete"];
    private static readonly string[] RuleKeys = ["name", "at-least", "any-of", "source"];

    private readonly Dictionary<string, List<YamlElement>> _sets = new(StringComparer.Ordinal);
    private readonly List<(RecordType Type, YamlElement Term)> _terms = [];

    /// <summary>Takes up the named sets of a document; all sets are read before all roles.</summary>
    public void ReadSets(YamlElement document)
    {
        if (!MapReader.TryOpen(document, ["sets", "roles"], issues, out MapReader map))
        {
            return;
        }

        foreach ((YamlElement name, YamlElement rules) in map.Pairs("sets"))
        {
            if (!_sets.TryAdd(name.Text!, map.Items(rules)))
            {
                issues.Add(DictionaryIssues.Redefined, $"there is a set '{name.Text}' already", name.Position);
            }
        }
    }

    /// <summary>Reads the roles of a document.</summary>
    public void ReadRoles(YamlElement document)
    {
        foreach ((YamlElement name, YamlElement value) in document["roles"]?.Pairs ?? [])
        {
            if (MapReader.TryOpen(value, RoleKeys, issues, out MapReader role))
            {
                ReadRole(name, role);
            }
        }
    }

    /// <summary>Reports the terms that name what is not there.</summary>
    public void CheckTerms()
    {
        foreach ((RecordType type, YamlElement term) in _terms)
        {
            if (CompletenessTerm.Fault(term.Text!, type, draft.LinkRoles.Values, draft.Types.Values) is { } fault)
            {
                issues.Add(DictionaryIssues.NotFound, fault, term.Position);
            }
        }
    }

    private void ReadRole(YamlElement name, MapReader map)
    {
        if (!Names.IsKebab(name.Text!))
        {
            issues.Add(DictionaryIssues.WrongName, $"the entity role '{name.Text}' is not in kebab-case", name.Position);
        }

        string? typeName = map.Required("type");
        if (typeName is null || !draft.Types.TryGetValue(typeName, out RecordType? type))
        {
            issues.Add(DictionaryIssues.NotFound, $"there is no record type '{typeName}'", map.PositionOf("type"));
            return;
        }

        EntityRole role = new()
        {
            Reference = map.Text("reference") ?? "",
            Name = name.Text!,
            Title = map.Required("title") ?? "",
            Type = type,
            IsDefault = map.Flag("default") ?? false,
            Completeness = Rules(map, type),
        };
        if (!draft.Roles.TryAdd(role.Name, role))
        {
            issues.Add(DictionaryIssues.Redefined, $"there is an entity role '{role.Name}' already", name.Position);
        }
    }

    private List<CompletenessRule> Rules(MapReader map, RecordType type)
    {
        List<CompletenessRule> rules = [];
        foreach (YamlElement item in map.Element("complete") is { } complete ? map.Items(complete) : [])
        {
            if (item.Text is null)
            {
                AddRule(rules, item, type, map);
            }
            else if (_sets.TryGetValue(item.Text, out List<YamlElement>? set))
            {
                set.ForEach(rule => AddRule(rules, rule, type, map));
            }
            else
            {
                issues.Add(DictionaryIssues.NotFound, $"there is no set of requirements '{item.Text}'", item.Position);
            }
        }

        return rules;
    }

    private void AddRule(List<CompletenessRule> rules, YamlElement element, RecordType type, MapReader role)
    {
        if (!MapReader.TryOpen(element, RuleKeys, issues, out MapReader map) || map.Required("name") is not { } name)
        {
            return;
        }

        if (rules.Any(r => r.Name == name))
        {
            issues.Add(DictionaryIssues.Redefined, $"the role has a requirement '{name}' already", map.PositionOf("name"));
        }

        List<IReadOnlyList<string>> alternatives = [];
        foreach (YamlElement alternative in map.Element("any-of") is { } anyOf ? map.Items(anyOf) : [])
        {
            List<YamlElement> terms = alternative.Text is not null ? [alternative] : map.Items(alternative);
            _terms.AddRange(terms.Where(t => t.Text is not null).Select(t => (type, t)));
            alternatives.Add(map.TextsOf(alternative));
        }

        int atLeast = map.Count("at-least") ?? 1;
        if (atLeast > alternatives.Count)
        {
            issues.Add(DictionaryIssues.WrongValue, $"at least {atLeast} of {alternatives.Count} alternatives can never hold", map.Position);
        }

        rules.Add(new CompletenessRule(name, atLeast, alternatives, map.Text("source") ?? role.Text("reference") ?? ""));
    }
}
