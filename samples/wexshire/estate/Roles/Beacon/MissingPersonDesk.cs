using System.Globalization;
using System.Text.Json.Nodes;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Language;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Roles.Beacon;

/// <summary>Enters reports of missing people and sends them to the platform.</summary>
internal sealed class MissingPersonDesk(RoleContext context)
{
    public Task<IResult> Enter(HttpRequest request) => JsonAnswers.Take(request, Check, report =>
    {
        var given = report["reportNo"]?.ToString();
        var stored = context.Journal.Store(given, number => Hold(report, given, number));
        context.Send(stored.Holding);
        return JsonAnswers.Stored(stored, "reportNo");
    });

    private static List<string> Check(JsonObject report)
    {
        var check = new JsonCheck(report);
        check.Text("reportNo", pattern: @"MP-\d{8}-\d{4,8}");
        check.Text("reported", pattern: BeaconCodes.DateTime);
        check.Code("risk", BeaconCodes.Risks, required: true);
        check.Code("child", BeaconCodes.YesNo);
        check.Text("lastSeen.date", required: true, BeaconCodes.Date);
        check.Text("lastSeen.time", pattern: BeaconCodes.Time);
        if (check.Object("misper", required: true) is { } missing)
        {
            missing.Text("surname", required: true);
            PersonRules.CheckDescription(missing);
            missing.Code("eyes.left", BeaconCodes.EyeColours);
            missing.Code("eyes.right", BeaconCodes.EyeColours);
            missing.Each("marks").ForEach(mark => mark.Code("kind", BeaconCodes.Marks, required: true));
        }

        if (check.Object("informant") is { } informant && informant.Code("relationship", BeaconCodes.Relationships) == "OTHER")
        {
            informant.Text("relationshipOther", required: true);
        }

        return check.Faults;
    }

    private Holding Hold(JsonObject entered, string? given, int number)
    {
        var reported = entered["reported"]?.ToString() ?? UkTime.Minutes(context.Now);
        var day = $"{reported[6..10]}{reported[3..5]}{reported[..2]}";
        var reference = given ?? string.Create(CultureInfo.InvariantCulture, $"MP-{day}-{number:0000}");
        var report = new JsonObject { ["reportNo"] = reference, ["reported"] = reported };
        foreach (var (name, value) in entered.Where(property => !report.ContainsKey(property.Key)))
        {
            report[name] = value?.DeepClone();
        }

        var facts = new Dictionary<string, string> { ["reported"] = reported, ["risk"] = report["risk"]!.ToString() };
        var title = $"{report["misper"]?["forenames"]} {report["misper"]?["surname"]}, last seen {report["lastSeen"]?["place"]}";
        return new Holding(reference, reference, "missing-person", title, context.Now, facts, "application/json", JsonText.Write(report));
    }
}
