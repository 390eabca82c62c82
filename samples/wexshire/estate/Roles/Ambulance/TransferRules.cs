using System.Text.Json.Nodes;
using Wexshire.Estate.Language;

namespace Wexshire.Estate.Roles.Ambulance;

/// <summary>What the ambulance control room asks of a transfer.</summary>
internal static class TransferRules
{
    private const string Instant = @"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})";

    private static readonly string[] Complaints =
        ["assault", "stabbing", "road_traffic_collision", "fall", "overdose", "mental_health", "collapse", "concern_for_welfare", "other"];

    private static readonly string[] Hazards = ["aggressive_person", "weapon", "dog", "drugs", "traffic", "fire", "infection"];
    private static readonly string[] Attendances = ["immediate", "prompt", "scheduled", "information_only"];

    public static List<string> Check(JsonObject transfer)
    {
        var check = new JsonCheck(transfer);
        check.Text("transfer_id", required: true);
        check.Code("direction", ["to_police", "from_police"], required: true);
        check.Text("sent_at", required: true, Instant);
        check.Text("call.received_at", required: true, Instant);
        check.Code("call.priority", ["C1", "C2", "C3", "C4", "C5"], required: true);
        if (check.Code("call.chief_complaint", Complaints, required: true) == "other")
        {
            check.Text("call.chief_complaint_text", required: true);
        }

        check.Object("scene", required: true);
        check.Number("scene.position.lat", 49, 61);
        check.Number("scene.position.lon", -9, 3);
        check.Code("request.police_attendance", Attendances, required: true);
        foreach (var hazard in transfer["scene"]?["hazards"] as JsonArray ?? [])
        {
            if (!Hazards.Contains(hazard?.ToString()))
            {
                check.Fault("scene.hazards", $"'{hazard}' is not one of {string.Join(' ', Hazards)}");
            }
        }

        foreach (var casualty in check.Each("casualties"))
        {
            casualty.Text("label", required: true, "[A-Z]");
            casualty.Number("age_years", 0, 125);
            casualty.Code("sex", ["female", "male", "unknown"]);
            casualty.Flag("assaulted");
        }

        return check.Faults;
    }
}
