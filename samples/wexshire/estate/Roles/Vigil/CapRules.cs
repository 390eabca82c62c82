using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Wexshire.Estate.Roles.Vigil;

/// <summary>
/// What the Common Alerting Protocol, OASIS CAP 1.2 (1 July 2010), section 3.2, asks of an alert: its elements, their order, the values of those that are
/// codes, and moments with an offset in figures.
/// </summary>
internal static partial class CapRules
{
    public static readonly XNamespace Cap = "urn:oasis:names:tc:emergency:cap:1.2";

    private static readonly string[] AlertElements =
    [
        "identifier", "sender", "sent", "status", "msgType", "source", "scope", "restriction", "addresses", "code", "note", "references", "incidents", "info",
    ];

    private static readonly string[] InfoElements =
    [
        "language", "category", "event", "responseType", "urgency", "severity", "certainty", "audience", "eventCode", "effective", "onset", "expires",
        "senderName", "headline", "description", "instruction", "web", "contact", "parameter", "resource", "area",
    ];

    private static readonly Dictionary<string, string[]> Codes = new()
    {
        ["status"] = ["Actual", "Exercise", "System", "Test", "Draft"],
        ["msgType"] = ["Alert", "Update", "Cancel", "Ack", "Error"],
        ["scope"] = ["Public", "Restricted", "Private"],
        ["category"] = ["Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE", "Other"],
        ["urgency"] = ["Immediate", "Expected", "Future", "Past", "Unknown"],
        ["severity"] = ["Extreme", "Severe", "Moderate", "Minor", "Unknown"],
        ["certainty"] = ["Observed", "Likely", "Possible", "Unlikely", "Unknown"],
    };

    public static List<string> Check(XElement alert)
    {
        if (alert.Name != Cap + "alert")
        {
            return [$"the root element must be alert in {Cap.NamespaceName}"];
        }

        List<string> faults = [];
        Elements(faults, alert, AlertElements, ["identifier", "sender", "sent", "status", "msgType", "scope"]);
        foreach (var info in alert.Elements(Cap + "info"))
        {
            Elements(faults, info, InfoElements, ["category", "event", "urgency", "severity", "certainty"]);
            foreach (var area in info.Elements(Cap + "area"))
            {
                Elements(faults, area, ["areaDesc", "polygon", "circle", "geocode", "altitude", "ceiling"], ["areaDesc"]);
            }

            foreach (var parameter in info.Elements(Cap + "parameter"))
            {
                Elements(faults, parameter, ["valueName", "value"], ["valueName", "value"]);
            }
        }

        if (alert.Element(Cap + "scope")?.Value == "Restricted" && alert.Element(Cap + "restriction") is null)
        {
            faults.Add("restriction is mandatory when scope is Restricted");
        }

        return faults;
    }

    private static void Elements(List<string> faults, XElement parent, string[] order, string[] mandatory)
    {
        var name = parent.Name.LocalName;
        var places = parent.Elements().Select(e => e.Name.Namespace == Cap ? Array.IndexOf(order, e.Name.LocalName) : -1).ToList();
        if (places.Contains(-1))
        {
            faults.Add($"{name} holds an element that CAP 1.2 does not have there");
        }
        else if (!places.SequenceEqual(places.Order()))
        {
            faults.Add($"the elements of {name} are not in the order of CAP 1.2");
        }

        faults.AddRange(mandatory.Where(m => string.IsNullOrWhiteSpace(parent.Element(Cap + m)?.Value)).Select(m => $"{name}/{m} is mandatory"));
        foreach (var element in parent.Elements())
        {
            if (Codes.TryGetValue(element.Name.LocalName, out var codes) && !codes.Contains(element.Value))
            {
                faults.Add($"{element.Name.LocalName} '{element.Value}' is not in the list");
            }

            if (element.Name.LocalName is "sent" or "onset" or "effective" or "expires" && !Moment().IsMatch(element.Value))
            {
                faults.Add($"{element.Name.LocalName} '{element.Value}' is not in the form of CAP, YYYY-MM-DDThh:mm:ssXzh:zm");
            }
        }
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[-+]\d{2}:\d{2}$")]
    private static partial Regex Moment();
}
