using System.Xml.Linq;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Language;

namespace Wexshire.Estate.Roles.Ledgerline;

/// <summary>Answers other forces which crimes a person or a vehicle is in. An enquiry says why it is made, or is turned away.</summary>
internal sealed class EnquiryDesk(RoleContext context)
{
    private const int Most = 50;
    private const string MediaType = "application/xml";

    public async Task<IResult> Answer(HttpRequest request)
    {
        var (document, fault) = XmlReading.Parse(await BodyReader.ReadBytes(request));
        var enquiry = document?.Root;
        var (surname, mark) = (enquiry?.Element("nominal")?.Attribute("surname")?.Value, enquiry?.Element("vehicle")?.Attribute("mark")?.Value);
        if (enquiry?.Name != "enquiry" || string.IsNullOrEmpty(surname + mark))
        {
            return Say(400, new XElement("refused", new XElement("fault", fault ?? "an enquiry names a nominal/@surname or a vehicle/@mark")));
        }

        if (enquiry.Attribute("why") is not { Value.Length: > 0 })
        {
            return Say(403, new XElement("refused", new XElement("fault", "@why is mandatory")));
        }

        var born = enquiry.Element("nominal")?.Attribute("born")?.Value;
        var found = context.Journal.Search("crime", holding => IsAbout(XElement.Parse(holding.Body), surname, born, mark), Most);
        return Say(200, new XElement("entries", found.Select(holding => XElement.Parse(holding.Body))));
    }

    private static bool IsAbout(XElement entry, string? surname, string? born, string? mark) => string.IsNullOrEmpty(surname)
        ? entry.Elements("vehicle").Any(vehicle => Matching.SameMark(vehicle.Attribute("mark")?.Value, mark))
        : entry.Elements("nominal").Any(nominal => Matching.SameName(nominal.Attribute("surname")?.Value, surname) && Matching.SameDay(nominal.Attribute("born")?.Value, born));

    private static IResult Say(int status, XElement body) => Results.Text(body.ToString(SaveOptions.DisableFormatting), MediaType, statusCode: status);
}
