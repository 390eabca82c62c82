using System.Globalization;
using System.Xml.Linq;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Language;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Roles.Ledgerline;

/// <summary>Keeps one entry for each kind and reference, under a number of the ledger.</summary>
internal sealed class EntryDesk(RoleContext context)
{
    private const string MediaType = "application/xml";

    public async Task<IResult> Receive(HttpRequest request)
    {
        var (document, fault) = XmlReading.Parse(await BodyReader.ReadBytes(request));
        if (document?.Root is not { } entry)
        {
            return Answer(400, new XElement("refused", new XElement("fault", fault ?? "no root element")));
        }

        var faults = EntryRules.Check(entry);
        if (faults.Count > 0)
        {
            return Answer(422, new XElement("refused", faults.Select(f => new XElement("fault", f))));
        }

        var key = $"{entry.Attribute("kind")!.Value}:{entry.Attribute("ref")!.Value}";
        var stored = context.Journal.Store(key, number => Hold(entry, key, number));
        return Answer(stored.IsRepeat ? 200 : 201, new XElement("entered", new XAttribute("ledger", stored.Holding.Ref)));
    }

    private static IResult Answer(int status, XElement body) => Results.Text(body.ToString(SaveOptions.DisableFormatting), MediaType, statusCode: status);

    private Holding Hold(XElement entry, string key, int number)
    {
        var kind = entry.Attribute("kind")!.Value;
        var facts = new Dictionary<string, string>
        {
            ["theirReference"] = entry.Attribute("ref")!.Value,
            ["nominals"] = string.Join(", ", entry.Elements().Where(e => e.Name.LocalName is "nominal" or "driver").Select(Describe)),
        };
        var reference = string.Create(CultureInfo.InvariantCulture, $"NM/{number:0000}");
        return new Holding(reference, key, kind, $"{kind} {facts["theirReference"]}", context.Now, facts, MediaType, entry.ToString(SaveOptions.DisableFormatting));
    }

    private static string Describe(XElement nominal) =>
        $"{nominal.Attribute("part")?.Value} {nominal.Attribute("forenames")?.Value} {nominal.Attribute("surname")?.Value}".Trim();
}
