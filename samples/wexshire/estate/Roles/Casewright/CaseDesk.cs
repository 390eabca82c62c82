using System.Globalization;
using System.Text.Json.Nodes;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Language;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Roles.Casewright;

/// <summary>Opens one case for each case file id, and gives it a unique reference number.</summary>
internal sealed class CaseDesk(RoleContext context)
{
    private const string MediaType = "application/vnd.api+json";

    public async Task<IResult> Receive(HttpRequest request)
    {
        if (JsonText.ParseObject(await BodyReader.ReadText(request) ?? "") is not { } document)
        {
            return Refuse(400, ["the body is not one JSON object in UTF-8"]);
        }

        var faults = CaseRules.Check(document);
        if (faults.Count > 0)
        {
            return Refuse(422, faults);
        }

        var id = document["data"]!["id"]!.ToString();
        var stored = context.Journal.Store(id, number => Hold(document, id, number));
        return Say(stored.IsRepeat ? 200 : 201, Registered(stored.Holding));
    }

    private static JsonObject Registered(Holding opened) => new()
    {
        ["data"] = new JsonObject
        {
            ["type"] = "case_registration",
            ["id"] = opened.MessageKey,
            ["attributes"] = new JsonObject
            {
                ["urn"] = opened.Ref,
                ["source_reference"] = opened.Facts["source_reference"],
                ["registered_at"] = opened.StoredAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            },
        },
    };

    private static IResult Refuse(int status, IEnumerable<string> faults) => Say(status, new JsonObject
    {
        ["errors"] = new JsonArray([.. faults.Select(fault => (JsonNode)new JsonObject { ["status"] = $"{status}", ["title"] = "Invalid case file", ["detail"] = fault })]),
    });

    private static IResult Say(int status, JsonObject body) => Results.Text(JsonText.Write(body), MediaType, statusCode: status);

    private Holding Hold(JsonObject document, string id, int number)
    {
        var attributes = document["data"]!["attributes"]!.AsObject();
        var urn = string.Create(CultureInfo.InvariantCulture, $"99WX{number:00000}{attributes["opened_at"]!.ToString().AsSpan(2, 2)}");
        var facts = new Dictionary<string, string> { ["source_reference"] = attributes["source_reference"]!.ToString(), ["opened_at"] = attributes["opened_at"]!.ToString() };
        foreach (var (name, relationship) in document["data"]!["relationships"] as JsonObject ?? [])
        {
            facts[name] = string.Join(", ", CaseRules.Identifiers(relationship).Select(reference => Name(document, reference)));
        }

        return new Holding(urn, id, "case_file", attributes["case_kind"]!.ToString(), context.Now, facts, MediaType, JsonText.Write(document));
    }

    private static string Name(JsonObject document, JsonNode reference)
    {
        var resource = CaseRules.Included(document).FirstOrDefault(item => item["type"]?.ToString() == reference["type"]?.ToString() && item["id"]?.ToString() == reference["id"]?.ToString());
        var attributes = resource?["attributes"];
        return reference["type"]?.ToString() switch
        {
            "person" => $"{attributes?["name"]?["first"]} {attributes?["name"]?["last"]}".Trim(),
            "vehicle" => attributes?["registration"]?.ToString() ?? "unknown vehicle",
            "address" => $"{attributes?["town"]} {attributes?["postcode"]}".Trim(),
            "charge" => $"{attributes?["offence_code"]} {attributes?["wording"]}".Trim(),
            _ => reference["id"]?.ToString() ?? "?",
        };
    }
}
