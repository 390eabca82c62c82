using System.Globalization;
using System.Text.Json.Nodes;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Language;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Roles.Beacon;

/// <summary>Enters incidents, takes those of others, and notes the crime reference that comes back.</summary>
internal sealed class IncidentDesk(RoleContext context)
{
    /// <summary>An operator's incident: numbered, stored, and sent to the platform.</summary>
    public Task<IResult> Enter(HttpRequest request) => JsonAnswers.Take(request, IncidentRules.Check, incident =>
    {
        var given = incident["incidentNo"]?.ToString();
        var stored = context.Journal.Store(given, number => Hold(Numbered(incident, given, number), key: null));
        context.Send(stored.Holding);
        return Accepted(stored);
    });

    /// <summary>Another agency's incident: numbered and stored here, and not sent on.</summary>
    public Task<IResult> Receive(HttpRequest request) => JsonAnswers.Take(request, IncidentRules.Check, incident =>
    {
        if (incident["externalRef"]?["ref"]?.ToString() is not { Length: > 0 } theirs)
        {
            return JsonAnswers.Wrong(["externalRef.ref is mandatory on an incident from outside"]);
        }

        var key = $"{incident["externalRef"]!["agency"]} {theirs}";
        return Accepted(context.Journal.Store(key, number => Hold(Numbered(incident, given: null, number), key)));
    });

    public Task<IResult> TakeCrimeReference(string incidentNo, HttpRequest request) => JsonAnswers.Take(request, CheckCrimeReference, body =>
    {
        var crimeRef = body["crimeRef"]!.ToString();
        var changed = context.Journal.Replace(incidentNo, holding => WithCrimeReference(holding, crimeRef));
        return changed is null
            ? JsonAnswers.Say(404, new JsonObject { ["error"] = $"no incident {incidentNo}" })
            : JsonAnswers.Say(200, new JsonObject { ["incidentNo"] = incidentNo, ["crimeRef"] = crimeRef });
    });

    private static List<string> CheckCrimeReference(JsonObject body)
    {
        var check = new JsonCheck(body);
        check.Text("crimeRef", required: true, @"[0-9A-Z/]{5,20}");
        check.Text("incidentNo", required: true);
        check.Text("recorded", pattern: BeaconCodes.DateTime);
        check.Text("recordedBy", pattern: "[0-9A-Z]{1,10}");
        return check.Faults;
    }

    private static Holding WithCrimeReference(Holding holding, string crimeRef)
    {
        var incident = JsonText.ParseObject(holding.Body)!;
        incident["crimeRef"] = crimeRef;
        var facts = new Dictionary<string, string>(holding.Facts) { ["crimeRef"] = crimeRef };
        return holding with { Body = JsonText.Write(incident), Facts = facts };
    }

    private JsonObject Numbered(JsonObject entered, string? given, int number)
    {
        var opened = entered["opened"]?.ToString() ?? UkTime.Minutes(context.Now);
        var day = $"{opened[6..10]}{opened[3..5]}{opened[..2]}";
        var numbered = new JsonObject
        {
            ["incidentNo"] = given ?? string.Create(CultureInfo.InvariantCulture, $"WX-{day}-{number:0000}"),
            ["opened"] = opened,
        };
        foreach (var (name, value) in entered.Where(property => !numbered.ContainsKey(property.Key)))
        {
            numbered[name] = value?.DeepClone();
        }

        return numbered;
    }

    private Holding Hold(JsonObject incident, string? key)
    {
        var number = incident["incidentNo"]!.ToString();
        var place = incident["location"]!;
        var title = $"{incident["type"]!["code"]} at {string.Join(", ", new[] { place["street"] ?? place["premises"] ?? place["directions"], place["town"] }.OfType<JsonNode>())}";
        var facts = new Dictionary<string, string>
        {
            ["opened"] = incident["opened"]!.ToString(),
            ["grade"] = incident["grade"]!.ToString(),
            ["persons"] = Count(incident["persons"]),
            ["vehicles"] = Count(incident["vehicles"]),
        };
        if (incident["externalRef"]?["ref"] is { } theirs)
        {
            facts["externalRef"] = theirs.ToString();
        }

        return new Holding(number, key ?? number, "incident", title, context.Now, facts, "application/json", JsonText.Write(incident));
    }

    private static string Count(JsonNode? list) => ((list as JsonArray)?.Count ?? 0).ToString(CultureInfo.InvariantCulture);

    private static IResult Accepted(Stored stored)
    {
        var answer = new JsonObject { ["incidentNo"] = stored.Holding.Ref };
        if (stored.Holding.Facts.TryGetValue("externalRef", out var theirs))
        {
            answer["yourRef"] = theirs;
        }

        answer["opened"] = stored.Holding.Facts["opened"];
        return JsonAnswers.Stored(stored, answer);
    }
}
