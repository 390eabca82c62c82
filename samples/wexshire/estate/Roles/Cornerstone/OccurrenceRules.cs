using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Wexshire.Estate.Roles.Cornerstone;

/// <summary>What Cornerstone asks of an occurrence. All rules run; all findings are answered at once.</summary>
internal static partial class OccurrenceRules
{
    private static readonly XNamespace Env = CornerstoneXml.Env;
    private static readonly XNamespace Occ = CornerstoneXml.Occ;

    private static readonly string[] Types =
    [
        "BURGLARY_RESIDENTIAL", "BURGLARY_BUSINESS", "THEFT", "VEHICLE_THEFT", "ASSAULT", "ROBBERY", "CRIMINAL_DAMAGE", "ANTISOCIAL",
        "ROAD_COLLISION", "DOMESTIC_INCIDENT", "WELFARE_CONCERN", "SUSPICIOUS_CIRCUMSTANCES", "DRUGS", "MISSING_PERSON", "ROAD_STOP", "UNCLASSIFIED",
    ];

    private static readonly string[] Priorities = ["IMMEDIATE", "PROMPT", "SCHEDULED", "NO_ATTENDANCE"];
    private static readonly string[] Roles = ["Victim", "Witness", "Suspect", "Informant", "Missing", "Driver", "Passenger", "Involved"];
    private static readonly string[] Genders = ["0", "1", "2", "9"];
    private static readonly string[] Contacts = ["LANH", "LANW", "MOBH", "MOBW", "EMAIL"];
    private static readonly string[] Uses = ["Scene", "LastSeen", "Stop"];
    private static readonly string[] Involvements = ["Used", "Stolen", "Damaged", "Seen", "Stopped"];

    public static List<string> Check(XElement root)
    {
        var faults = new List<string>();
        Need(faults, root.Name == Env + "Exchange", $"the root element must be Exchange in {Env.NamespaceName}");
        Need(faults, Text(root.Element(Env + "Header"), Env + "MessageID").Length > 0, "Header/MessageID is mandatory");
        if (root.Element(Env + "Body")?.Element(Occ + "Occurrence") is not { } occurrence)
        {
            faults.Add("Body/Occurrence is mandatory");
            return faults;
        }

        Code(faults, occurrence, "type", Types, required: true);
        Need(faults, Text(occurrence, Occ + "SourceReference").Length > 0, "Occurrence/SourceReference is mandatory");
        var reported = occurrence.Element(Occ + "Reported");
        Need(faults, DateForm().IsMatch(reported?.Attribute("date")?.Value ?? ""), "Reported/@date is mandatory as YYYY-MM-DD");
        Need(faults, TimeForm().IsMatch(reported?.Attribute("time")?.Value ?? ""), "Reported/@time is mandatory as HH:MM:SS");
        var priority = Text(occurrence, Occ + "Priority");
        Need(faults, priority.Length == 0 || Priorities.Contains(priority), $"Priority '{priority}' is not in the list");
        foreach (var party in occurrence.Elements(Occ + "Parties").Elements(Occ + "Party"))
        {
            CheckParty(faults, party);
        }

        foreach (var place in occurrence.Elements(Occ + "Locations").Elements(Occ + "Location"))
        {
            Code(faults, place, "use", Uses, required: true);
        }

        foreach (var vehicle in occurrence.Elements(Occ + "Vehicles").Elements(Occ + "Vehicle"))
        {
            Code(faults, vehicle, "involvement", Involvements, required: true);
        }

        return faults;
    }

    private static void CheckParty(List<string> faults, XElement party)
    {
        Code(faults, party, "role", Roles, required: true);
        var birth = party.Element(Occ + "BirthDate");
        Need(faults, birth is null || PartialDateForm().IsMatch(birth.Value), $"BirthDate '{birth?.Value}' must be YYYY, YYYY-MM or YYYY-MM-DD");
        if (party.Element(Occ + "Gender") is { } gender)
        {
            Code(faults, gender, "code", Genders, required: true);
        }

        foreach (var contact in party.Elements(Occ + "Contact"))
        {
            Code(faults, contact, "kind", Contacts, required: true);
        }
    }

    private static string Text(XElement? parent, XName name) => parent?.Element(name)?.Value ?? "";

    private static void Code(List<string> faults, XElement element, string attribute, string[] codes, bool required)
    {
        var value = element.Attribute(attribute)?.Value;
        Need(faults, value is null ? !required : codes.Contains(value), $"{element.Name.LocalName}/@{attribute} '{value}' is not in the list");
    }

    private static void Need(List<string> faults, bool holds, string fault)
    {
        if (!holds)
        {
            faults.Add(fault);
        }
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}$")]
    private static partial Regex DateForm();

    [GeneratedRegex(@"^\d{2}:\d{2}:\d{2}$")]
    private static partial Regex TimeForm();

    [GeneratedRegex(@"^\d{4}(-\d{2}(-\d{2})?)?$")]
    private static partial Regex PartialDateForm();
}
