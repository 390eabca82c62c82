using System.Text.Json.Nodes;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Language;

namespace Wexshire.Estate.Roles.Roadside;

/// <summary>Answers which stops a vehicle or a driver has had.</summary>
internal sealed class StopEnquiries(RoleContext context)
{
    private const int Most = 50;

    public IResult Answer(HttpRequest request)
    {
        var (vehicle, family, born) = (request.Query["Registration"].ToString(), request.Query["Family"].ToString(), request.Query["DateOfBirth"].ToString());
        if (vehicle.Length + family.Length == 0)
        {
            return JsonAnswers.Say(400, new JsonObject { ["error"] = "give Registration, or Family and DateOfBirth" });
        }

        var stops = context.Journal.Search("vehicle-stop", holding => JsonText.ParseObject(holding.Body) is { } stop && IsAbout(stop, vehicle, family, born), Most);
        return JsonAnswers.Say(200, new JsonObject { ["Stops"] = new JsonArray([.. stops.Select(stop => JsonNode.Parse(stop.Body))]) });
    }

    private static bool IsAbout(JsonObject stop, string vehicle, string family, string born) => vehicle.Length > 0
        ? Matching.SameMark(stop["Vehicle"]?["Registration"]?.ToString(), vehicle)
        : Matching.SameName(stop["Driver"]?["Family"]?.ToString(), family) && Matching.SameDay(stop["Driver"]?["DateOfBirth"]?.ToString(), born);
}
