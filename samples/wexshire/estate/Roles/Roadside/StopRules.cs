using System.Text.Json.Nodes;
using Wexshire.Estate.Language;

namespace Wexshire.Estate.Roles.Roadside;

/// <summary>What the mobile application asks of a stop.</summary>
internal static class StopRules
{
    private static readonly string[] Reasons = ["SPEED", "DOCS", "PHONE", "BELT", "DEFECT", "INTEL", "OTHER"];
    private static readonly string[] Outcomes = ["ADVICE", "FPN", "VDRS", "SEIZED", "REPORTED", "ARREST", "NONE"];
    private static readonly string[] YesNo = ["Y", "N"];

    public static List<string> Check(JsonObject stop)
    {
        var check = new JsonCheck(stop);
        check.Text("StopId", pattern: @"RS\d{2}-\d{6}");
        check.Text("OfficerCollar", required: true, "[0-9A-Z]{1,10}");
        check.Text("StopDateTime.Date", required: true, @"\d{4}-\d{2}-\d{2}");
        check.Text("StopDateTime.Time", required: true, "[0-2][0-9][0-5][0-9]");
        if (check.Code("Reason.Code", Reasons, required: true) == "OTHER")
        {
            check.Text("Reason.OtherText", required: true);
        }

        check.Number("Speed.Mph", 0, 200);
        check.Number("Speed.LimitMph", 5, 70);
        check.Text("Place.GridRef", pattern: "[A-Z]{2} [0-9]{3,5} [0-9]{3,5}");
        check.Text("Vehicle.Registration", required: true, "[A-Z0-9 ]{1,10}");
        check.Code("Outcome.Code", Outcomes, required: true);
        CheckPerson(check.Object("Driver"));
        check.Each("Passengers").ForEach(CheckPerson);
        return check.Faults;
    }

    private static void CheckPerson(JsonCheck? person)
    {
        person?.Text("DateOfBirth", pattern: @"\d{4}-\d{2}-\d{2}");
        person?.Code("Gender", ["Female", "Male", "Other", "Unknown"]);
        person?.Number("Height.Feet", 1, 8);
        person?.Number("Height.Inches", 0, 11.5);
        person?.Code("IsKeeper", YesNo);
    }
}
