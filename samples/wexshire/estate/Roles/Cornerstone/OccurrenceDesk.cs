using System.Globalization;
using System.Xml.Linq;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Language;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Roles.Cornerstone;

/// <summary>Records occurrences: one for each message id, however often the message arrives.</summary>
internal sealed class OccurrenceDesk(RoleContext context)
{
    private static readonly string[] RecordingOfficers = ["4471", "2093", "C118", "5520", "3307"];

    public async Task<IResult> Receive(HttpRequest request)
    {
        var (document, fault) = CornerstoneXml.Parse(await BodyReader.ReadBytes(request));
        if (document?.Root is not { } root)
        {
            return Answer(400, CornerstoneXml.Fault(null, context.Now, [fault ?? "no root element"]));
        }

        var id = root.Element(CornerstoneXml.Env + "Header")?.Element(CornerstoneXml.Env + "MessageID")?.Value;
        var faults = OccurrenceRules.Check(root);
        if (faults.Count > 0)
        {
            return Answer(400, CornerstoneXml.Fault(id, context.Now, faults));
        }

        var stored = context.Journal.Store(id!, number => Hold(root, id!, number));
        return Answer(200, CornerstoneXml.Created(stored.Holding));
    }

    private static IResult Answer(int status, string xml) => Results.Text(xml, CornerstoneXml.ContentType, statusCode: status);

    private Holding Hold(XElement root, string id, int number)
    {
        var occ = CornerstoneXml.Occ;
        var occurrence = root.Element(CornerstoneXml.Env + "Body")!.Element(occ + "Occurrence")!;
        var year = occurrence.Element(occ + "Reported")!.Attribute("date")!.Value[2..4];
        var reference = string.Create(CultureInfo.InvariantCulture, $"12/{number:00000}/{year}");
        var source = occurrence.Element(occ + "SourceReference")!.Value;
        var parties = occurrence.Element(occ + "Parties")?.Elements(occ + "Party").ToList() ?? [];
        var facts = new Dictionary<string, string>
        {
            ["sourceReference"] = source,
            ["reported"] = occurrence.Element(occ + "Reported")!.Attribute("date")!.Value,
            ["parties"] = string.Join(", ", parties.Select(Describe)),
            ["vehicles"] = string.Join(", ", occurrence.Descendants(occ + "Vehicle").Select(vehicle => vehicle.Attribute("vrm")?.Value ?? "?")),
            ["recordingOfficer"] = RecordingOfficers[number % RecordingOfficers.Length],
        };
        var title = $"{occurrence.Attribute("type")!.Value} from {source}";
        return new Holding(reference, id, "occurrence", title, context.Now, facts, CornerstoneXml.ContentType, root.ToString(SaveOptions.DisableFormatting));
    }

    private static string Describe(XElement party)
    {
        var name = party.Element(CornerstoneXml.Occ + "Name");
        var given = name?.Elements(CornerstoneXml.Occ + "Given").Select(part => part.Value) ?? [];
        return $"{party.Attribute("role")?.Value} {string.Join(' ', given)} {name?.Element(CornerstoneXml.Occ + "Family")?.Value}".TrimEnd();
    }
}
