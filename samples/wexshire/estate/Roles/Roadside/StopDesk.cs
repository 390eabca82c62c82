using System.Globalization;
using System.Text.Json.Nodes;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Language;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Roles.Roadside;

/// <summary>Enters vehicle stops.</summary>
internal sealed class StopDesk(RoleContext context)
{
    public Task<IResult> Enter(HttpRequest request) => JsonAnswers.Take(request, StopRules.Check, stop =>
    {
        var given = stop["StopId"]?.ToString();
        var stored = context.Journal.Store(given, number => Hold(stop, given, number));
        context.Send(stored.Holding);
        return JsonAnswers.Stored(stored, "StopId");
    });

    private Holding Hold(JsonObject entered, string? given, int number)
    {
        var date = entered["StopDateTime"]!["Date"]!.ToString();
        var reference = given ?? string.Create(CultureInfo.InvariantCulture, $"RS{date.AsSpan(2, 2)}-{number:000000}");
        var stop = new JsonObject { ["StopId"] = reference };
        foreach (var (name, value) in entered.Where(property => property.Key != "StopId"))
        {
            stop[name] = value?.DeepClone();
        }

        var facts = new Dictionary<string, string>
        {
            ["When"] = $"{date} {stop["StopDateTime"]!["Time"]}",
            ["Officer"] = stop["OfficerCollar"]!.ToString(),
            ["Outcome"] = stop["Outcome"]!["Code"]!.ToString(),
        };
        var title = $"{stop["Vehicle"]!["Registration"]} {stop["Reason"]!["Code"]}";
        return new Holding(reference, reference, "vehicle-stop", title, context.Now, facts, "application/json", JsonText.Write(stop));
    }
}
