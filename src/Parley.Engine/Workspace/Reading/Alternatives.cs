using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Maps of which exactly one of several keys must be there.</summary>
internal static class Alternatives
{
    /// <summary>The key that is there; null, with the fault reported, when none or several are.</summary>
    public static string? One(YamlMap map, string what, params string[] keys)
    {
        string[] there = [.. keys.Where(map.Has)];
        foreach (string key in keys)
        {
            map.Find(key);
        }

        if (there.Length == 1)
        {
            return there[0];
        }

        string found = there.Length == 0 ? "none is there" : $"{string.Join(" and ", there)} are there";
        map.Report(WorkspaceIssues.OneOf, $"'{what}' wants exactly one of {string.Join(", ", keys)}; {found}");
        return null;
    }
}
