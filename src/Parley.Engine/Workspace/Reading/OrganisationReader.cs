using System.Text.RegularExpressions;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads <c>organisations/*.yaml</c>.</summary>
internal sealed partial class OrganisationReader(ReadContext context)
{
    /// <summary>The kinds of organisation.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["force", "agency", "national-service", "charity", "foreign-partner"];

    /// <summary>The nations of the United Kingdom.</summary>
    public static readonly IReadOnlyList<string> Nations = ["england", "wales", "scotland", "northern-ireland"];

    /// <summary>An ISO 3166 country.</summary>
    public static readonly YamlForm<string> Country = new("an ISO 3166 alpha-3 country such as GBR", (YamlScalar s, out string value) =>
    {
        value = s.Text;
        return Alpha3().IsMatch(value) ? null : $"must be an ISO 3166 alpha-3 country such as GBR, not {s.Description}";
    });

    private static readonly YamlForm<string> Kind = YamlForms.OneOf([.. Kinds]);
    private static readonly YamlForm<string> Nation = YamlForms.OneOf([.. Nations]);
    private static readonly YamlForm<string> Regime = YamlForms.OneOf("law-enforcement", "general", "intelligence-services");

    /// <summary>Reads one organisation; null when it has no identifier.</summary>
    public OrganisationDefinition? Read(YamlMap map)
    {
        string? id = map.Required("organisation", YamlForms.Name);
        string kind = map.Required("kind", Kind) ?? "";
        // A foreign partner that names no country would silently be at home.
        string country = kind == "foreign-partner" ? map.Required("country", Country) ?? "" : map.Optional("country", Country, "GBR");
        OrganisationDefinition organisation = new()
        {
            Id = id ?? "",
            Name = map.Required("name", YamlForms.Text) ?? "",
            Kind = kind,
            Country = country,
            Nation = map.TryGet("nation", Nation, out string nation) ? nation : null,
            Regime = map.Optional("regime", Regime, kind == "force" ? "law-enforcement" : "general"),
            Keys = new OrganisationKeyReader(context).Read(map),
            Contact = map.Optional("contact", YamlForms.Text, ""),
        };
        map.ReportUnknownKeys();
        return id is null ? null : organisation;
    }

    [GeneratedRegex("^[A-Z]{3}\\z")]
    private static partial Regex Alpha3();
}
