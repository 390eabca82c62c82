using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>The organisations and systems that <c>access.yaml</c> may name; reports any other.</summary>
internal sealed class AccessNames(
    IReadOnlyDictionary<string, OrganisationDefinition> organisations, IReadOnlyDictionary<string, SystemDefinition> systems)
{
    /// <summary>Whether a system exists; reports at the node when not.</summary>
    public bool System(YamlNode node, string id)
    {
        if (!systems.ContainsKey(id))
        {
            node.Report(WorkspaceIssues.UnknownSystem, $"there is no system '{id}'{YamlForms.DidYouMean(id, systems.Keys)}");
        }

        return systems.ContainsKey(id);
    }

    /// <summary>Whether an organisation exists; reports at the node when not.</summary>
    public bool Organisation(YamlNode node, string id)
    {
        if (!organisations.ContainsKey(id))
        {
            node.Report(WorkspaceIssues.UnknownOrganisation, $"there is no organisation '{id}'{YamlForms.DidYouMean(id, organisations.Keys)}");
        }

        return organisations.ContainsKey(id);
    }

    /// <summary>A map from values of a claim to names that are checked.</summary>
    public static Dictionary<string, string> Map(YamlMap owner, string key, Func<YamlNode, string, bool> exists)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        YamlMap? map = owner.Map(key);
        foreach (YamlEntry entry in map?.Entries ?? [])
        {
            if (map!.TryGet(entry.Key, YamlForms.Name, out string name) && exists(entry.Value, name))
            {
                found[entry.Key] = name;
            }
        }

        return found;
    }
}
