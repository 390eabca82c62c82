using Parley.Engine.Sharing;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads groups of organisations: <c>groups/*.yaml</c>, one each, and the list of <c>organisations/groups.yaml</c>.</summary>
internal sealed class GroupReader(ReadContext context, IReadOnlyDictionary<string, OrganisationDefinition> organisations)
{
    /// <summary>The file that holds a list of groups.</summary>
    public const string ListPath = "organisations/groups.yaml";

    private static readonly YamlForm<string> Kind = YamlForms.OneOf([.. OrganisationReader.Kinds]);
    private static readonly YamlForm<string> Nation = YamlForms.OneOf([.. OrganisationReader.Nations]);

    /// <summary>Reads all groups.</summary>
    public IReadOnlyDictionary<string, GroupDefinition> Read()
    {
        Dictionary<string, GroupDefinition> groups = new(StringComparer.Ordinal);
        foreach (YamlMap map in Maps())
        {
            if (Group(map) is not { } group)
            {
                continue;
            }

            // Parties, and those onward sharing may reach, are named by one word each, whichever of the two they are.
            if (organisations.ContainsKey(group.Id) || !groups.TryAdd(group.Id, group))
            {
                map.Report(WorkspaceIssues.Duplicate, $"'{group.Id}' is already the name of {(organisations.ContainsKey(group.Id) ? "an organisation" : "a group")}");
            }
            else if (Groups.Members(group, organisations).Count == 0)
            {
                map.Report(AgreementIssues.EmptyGroup, $"no organisation of this workspace belongs to '{group.Id}'");
            }
        }

        return groups;
    }

    private IEnumerable<YamlMap> Maps()
    {
        if (context.TryUse(ListPath, out _) && context.Map(ListPath) is { } list)
        {
            list.Require("groups");
            foreach (YamlMap map in list.Maps("groups"))
            {
                yield return map;
            }

            list.ReportUnknownKeys();
        }

        foreach (string path in context.YamlIn("groups/"))
        {
            if (context.Map(path) is { } map)
            {
                yield return map;
            }
        }
    }

    private GroupDefinition? Group(YamlMap map)
    {
        string? id = map.Required("group", YamlForms.Name);
        GroupDefinition group = new()
        {
            Id = id ?? "",
            Title = map.Optional("title", YamlForms.Text, ""),
            Kinds = Condition(map, "kinds", Kind),
            Countries = Condition(map, "countries", OrganisationReader.Country),
            Nations = Condition(map, "nations", Nation),
            Members = Members(map, "members"),
            Except = Members(map, "except"),
        };
        map.ReportUnknownKeys();
        return id is null ? null : group;
    }

    // A key that is written without a value is a condition that nobody meets, never one that everybody does.
    private static IReadOnlyList<string>? Condition(YamlMap map, string key, YamlForm<string> form)
    {
        IReadOnlyList<string> values = map.Values(key, form);
        return map.Entries.Any(e => e.Key == key) ? values : null;
    }

    private IReadOnlyList<string> Members(YamlMap map, string key)
    {
        IReadOnlyList<string> members = map.Values(key, YamlForms.Name);
        foreach (string unknown in members.Where(m => !organisations.ContainsKey(m)))
        {
            map.Find(key)!.Report(AgreementIssues.UnknownMember, $"there is no organisation '{unknown}'{YamlForms.DidYouMean(unknown, organisations.Keys)}");
        }

        return members;
    }
}
