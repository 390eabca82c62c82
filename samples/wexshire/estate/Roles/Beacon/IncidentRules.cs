using System.Text.Json.Nodes;
using Wexshire.Estate.Language;

namespace Wexshire.Estate.Roles.Beacon;

/// <summary>What Beacon asks of an incident.</summary>
internal static class IncidentRules
{
    public static List<string> Check(JsonObject incident)
    {
        var check = new JsonCheck(incident);
        check.Text("incidentNo", pattern: @"WX-\d{8}-\d{4,8}");
        check.Text("opened", pattern: BeaconCodes.DateTime);
        check.Code("grade", BeaconCodes.Grades, required: true);
        check.Code("source", BeaconCodes.Sources);
        CheckType(check);
        check.Text("happened.date", pattern: BeaconCodes.Date);
        check.Text("happened.timeFrom", pattern: BeaconCodes.Time);
        check.Text("happened.timeTo", pattern: BeaconCodes.Time);
        if (check.Object("location", required: true) is { } location)
        {
            CheckPlace(location);
        }

        if (check.Object("caller") is { } caller)
        {
            caller.Text("surname");
            caller.Text("phone", pattern: @"\+?[0-9 ]{8,17}");
            caller.Flag("isVictim");
        }

        check.Each("persons").ForEach(PersonRules.Check);
        check.Each("vehicles").ForEach(CheckVehicle);
        foreach (var flag in new[] { "hateCrime", "domestic", "weapons", "ambulance" })
        {
            check.Code($"flags.{flag}", BeaconCodes.YesNo);
        }

        foreach (var line in check.Each("log"))
        {
            line.Text("at", required: true, BeaconCodes.DateTimeSeconds);
            line.Text("text", required: true);
        }

        return check.Faults;
    }

    public static void CheckPlace(JsonCheck place)
    {
        var easting = place.Number("easting", 0, 700_000);
        var northing = place.Number("northing", 0, 1_300_000);
        if (easting is null != northing is null)
        {
            place.Fault("easting", "and northing come together");
        }

        if (easting is null && place.Text("street") is null && place.Text("directions") is null)
        {
            place.Fault("street", "or directions or easting and northing is mandatory");
        }
    }

    private static void CheckType(JsonCheck check)
    {
        if (check.Code("type.code", BeaconCodes.Types, required: true) == "OTHER")
        {
            check.Text("type.other", required: true);
        }
    }

    private static void CheckVehicle(JsonCheck vehicle)
    {
        vehicle.Code("use", BeaconCodes.VehicleUses, required: true);
        vehicle.Text("vrm", pattern: @"[A-Z0-9 ?]{1,11}");
        vehicle.Code("colour", BeaconCodes.Colours);
        vehicle.Number("driverNo", 1, 99);
    }
}
