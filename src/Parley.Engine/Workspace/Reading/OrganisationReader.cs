using System.Text.RegularExpressions;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads <c>organisations/*.yaml</c>.</summary>
internal static partial class OrganisationReader
{
    private static readonly YamlForm<string> Kind = YamlForms.OneOf("force", "agency", "national-service", "charity", "foreign-partner");

    private static readonly YamlForm<string> Country = new("an ISO 3166 alpha-3 country such as GBR", (YamlScalar s, out string value) =>
    {
        value = s.Text;
        return Alpha3().IsMatch(value) ? null : $"must be an ISO 3166 alpha-3 country such as GBR, not {s.Description}";
    });

    /// <summary>Reads one organisation; null when it has no identifier.</summary>
    public static OrganisationDefinition? Read(YamlMap map)
    {
        string? id = map.Required("organisation", YamlForms.Name);
        string? name = map.Required("name", YamlForms.Text);
        string? kind = map.Required("kind", Kind);
        string country = map.Optional("country", Country, "GBR");
        string contact = map.Optional("contact", YamlForms.Text, "");
        map.ReportUnknownKeys();
        return id is null ? null : new OrganisationDefinition { Id = id, Name = name ?? "", Kind = kind ?? "", Country = country, Contact = contact };
    }

    [GeneratedRegex("^[A-Z]{3}\\z")]
    private static partial Regex Alpha3();
}
