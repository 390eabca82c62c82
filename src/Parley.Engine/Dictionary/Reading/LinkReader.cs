using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Reading;

/// <summary>Reads documents that begin with <c>links:</c>.</summary>
internal sealed class LinkReader(DictionaryDraft draft, bool local, IssueSink issues)
{
    private static readonly string[] LinkKeys = ["inverse", "from", "to", "role", "to-role", "standard", "description"];

    public void Read(YamlElement document)
    {
        if (!MapReader.TryOpen(document, ["links"], issues, out MapReader map))
        {
            return;
        }

        foreach ((YamlElement name, YamlElement value) in map.Pairs("links"))
        {
            if (MapReader.TryOpen(value, LinkKeys, issues, out MapReader link))
            {
                ReadLink(name, link);
            }
        }
    }

    private void ReadLink(YamlElement name, MapReader map)
    {
        LinkRole role = new()
        {
            Name = name.Text!,
            Inverse = map.Text("inverse") ?? "",
            Description = map.Text("description") ?? "",
            From = Ends(map, "from"),
            To = Ends(map, "to"),
            Role = Role(map, "role"),
            ToRole = Role(map, "to-role"),
            Standard = map.Text("standard") ?? "",
            Local = local,
        };
        if (!Names.IsKebab(role.Name) || (role.Inverse.Length > 0 && !Names.IsKebab(role.Inverse)))
        {
            issues.Add(DictionaryIssues.WrongName, $"the link role '{role.Name}' or its inverse is not in kebab-case", name.Position);
        }

        bool taken = draft.LinkRoles.Values.Any(r => r.Inverse == role.Name || (role.Inverse.Length > 0 && r.Name == role.Inverse));
        if (taken || !draft.LinkRoles.TryAdd(role.Name, role))
        {
            issues.Add(DictionaryIssues.Redefined, $"there is a link role or inverse '{role.Name}' or '{role.Inverse}' already", name.Position);
        }
    }

    private List<string> Ends(MapReader map, string key)
    {
        List<string> names = map.Texts(key) ?? [];
        foreach (string name in names.Where(n => !draft.Types.ContainsKey(n) && n is not ("person" or "object" or "location" or "event")))
        {
            issues.Add(DictionaryIssues.NotFound, $"'{name}' is neither a record type nor a kind", map.PositionOf(key));
        }

        return names;
    }

    private string? Role(MapReader map, string key)
    {
        string? name = map.Text(key);
        if (name is not null && !draft.Roles.ContainsKey(name))
        {
            issues.Add(DictionaryIssues.NotFound, $"there is no entity role '{name}'", map.PositionOf(key));
        }

        return name;
    }
}
