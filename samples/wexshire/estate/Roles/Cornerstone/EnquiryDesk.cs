using System.Xml.Linq;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Language;

namespace Wexshire.Estate.Roles.Cornerstone;

/// <summary>Answers who asks for the occurrences of a person or a vehicle: as it holds them, under one root.</summary>
internal sealed class EnquiryDesk(RoleContext context)
{
    private const int Most = 50;

    // Stops and missing persons have desks of their own.
    private static readonly string[] Others = ["ROAD_STOP", "MISSING_PERSON"];

    public async Task<IResult> Answer(HttpRequest request)
    {
        var occ = CornerstoneXml.Occ;
        var (document, fault) = CornerstoneXml.Parse(await BodyReader.ReadBytes(request));
        var enquiry = document?.Root;
        var vehicle = enquiry?.Element(occ + "Vehicle")?.Attribute("vrm")?.Value;
        var party = enquiry?.Element(occ + "Party");
        if (enquiry?.Name != occ + "Enquiry" || (string.IsNullOrEmpty(vehicle) && string.IsNullOrEmpty(party?.Element(occ + "Family")?.Value)))
        {
            return Say(400, CornerstoneXml.Fault(null, context.Now, [fault ?? "an Enquiry names a Vehicle/@vrm or a Party/Family"]));
        }

        var found = context.Journal.Search("occurrence", holding => IsAbout(XElement.Parse(holding.Body), vehicle, party), Most);
        var answer = new XElement(CornerstoneXml.Env + "Found", new XAttribute(XNamespace.Xmlns + "env", CornerstoneXml.Env), new XAttribute("count", found.Count), found.Select(holding => XElement.Parse(holding.Body)));
        return Say(200, answer.ToString(SaveOptions.DisableFormatting));
    }

    private static bool IsAbout(XElement held, string? vehicle, XElement? party)
    {
        var occ = CornerstoneXml.Occ;
        return !held.Descendants(occ + "Occurrence").Any(occurrence => Others.Contains(occurrence.Attribute("type")?.Value))
            && (string.IsNullOrEmpty(vehicle)
                ? held.Descendants(occ + "Party").Any(one => IsSame(one, party!))
                : held.Descendants(occ + "Vehicle").Any(one => Matching.SameMark(one.Attribute("vrm")?.Value, vehicle)));
    }

    private static bool IsSame(XElement held, XElement asked)
    {
        var (occ, name) = (CornerstoneXml.Occ, held.Element(CornerstoneXml.Occ + "Name"));
        return Matching.SameName(name?.Element(occ + "Family")?.Value, asked.Element(occ + "Family")?.Value)
            && Matching.SameDay(held.Element(occ + "BirthDate")?.Value, asked.Element(occ + "BirthDate")?.Value);
    }

    private static IResult Say(int status, string xml) => Results.Text(xml, CornerstoneXml.ContentType, statusCode: status);
}
