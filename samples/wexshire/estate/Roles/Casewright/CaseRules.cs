using System.Text.Json.Nodes;
using Wexshire.Estate.Language;

namespace Wexshire.Estate.Roles.Casewright;

/// <summary>What Casewright asks of a case file: its members, and that every reference finds its resource and every resource is referred to.</summary>
internal static class CaseRules
{
    private const string Instant = @"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z";

    private static readonly string[] Kinds = ["crime", "incident", "road_stop", "missing_person", "custody"];
    private static readonly string[] Urgencies = ["immediate", "priority", "routine", "none"];
    private static readonly string[] Types = ["person", "vehicle", "address", "charge"];
    private static readonly string[] Genders = ["female", "male", "trans_female", "trans_male", "non_binary", "intersex", "not_specified", "unknown"];
    private static readonly string[] ContactKinds = ["mobile", "landline", "work", "email", "social"];

    public static List<string> Check(JsonObject document)
    {
        var check = new JsonCheck(document);
        check.Code("data.type", ["case_file"], required: true);
        check.Text("data.id", required: true, ".{1,64}");
        check.Code("data.attributes.case_kind", Kinds, required: true);
        check.Text("data.attributes.source_reference", required: true, ".{1,40}");
        check.Text("data.attributes.opened_at", required: true, Instant);
        check.Code("data.attributes.urgency", Urgencies);
        check.Text("data.attributes.offence_window.earliest", pattern: Instant);
        check.Text("data.attributes.offence_window.latest", pattern: Instant);
        foreach (var resource in check.Each("included"))
        {
            CheckResource(resource);
        }

        if (check.Faults.Count == 0)
        {
            CheckReferences(document, check.Faults);
        }

        return check.Faults;
    }

    /// <summary>The resource identifiers of one relationship, whether it holds one or a list.</summary>
    public static IEnumerable<JsonObject> Identifiers(JsonNode? relationship) => relationship?["data"] switch
    {
        JsonObject one => [one],
        JsonArray many => many.OfType<JsonObject>(),
        _ => [],
    };

    public static IEnumerable<JsonObject> Included(JsonObject document) => (document["included"] as JsonArray ?? []).OfType<JsonObject>();

    private static void CheckResource(JsonCheck resource)
    {
        resource.Text("id", required: true, ".{1,64}");
        if (resource.Code("type", Types, required: true) == "person")
        {
            resource.Code("attributes.gender", Genders);
            resource.Number("attributes.born_on.year", 1890, 2100);
            resource.Number("attributes.born_on.month", 1, 12);
            resource.Number("attributes.born_on.day", 1, 31);
            resource.Number("attributes.height_m", 0.2, 2.6);
            resource.Object("attributes")?.Each("contact_points").ForEach(point => point.Code("kind", ContactKinds, required: true));
        }
    }

    private static void CheckReferences(JsonObject document, List<string> faults)
    {
        var resources = Included(document).Prepend(document["data"]!.AsObject()).ToList();
        var known = resources.Skip(1).Select(Identity).ToHashSet(StringComparer.Ordinal);
        var used = resources.SelectMany(resource => resource["relationships"] as JsonObject ?? [])
            .SelectMany(relationship => Identifiers(relationship.Value)).Select(Identity).ToHashSet(StringComparer.Ordinal);
        faults.AddRange(used.Except(known).Select(identity => $"nothing included is {identity}"));
        faults.AddRange(known.Except(used).Select(identity => $"nothing refers to {identity}"));
    }

    private static string Identity(JsonObject resource) => $"{resource["type"]} {resource["id"]}";
}
