using Parley.Engine.Workspace.Yaml;

namespace Parley.Server.Access;

/// <summary>Rights as the workspace and the API name them.</summary>
internal static class RightNames
{
    private static readonly Dictionary<string, Rights> s_byName = Enum.GetValues<Rights>()
        .Where(r => r is not (Rights.None or Rights.All))
        .ToDictionary(r => YamlForms.Kebab(r.ToString()), StringComparer.Ordinal);

    /// <summary>The rights of some names; names that mean nothing give nothing.</summary>
    public static Rights Of(IEnumerable<string> names) =>
        names.Aggregate(Rights.None, (sum, name) => sum | s_byName.GetValueOrDefault(name));

    /// <summary>The names of some rights.</summary>
    public static IEnumerable<string> Of(Rights rights) => s_byName.Where(r => rights.HasFlag(r.Value)).Select(r => r.Key);
}
