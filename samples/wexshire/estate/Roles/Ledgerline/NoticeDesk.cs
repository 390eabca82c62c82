using System.Xml.Linq;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Language;

namespace Wexshire.Estate.Roles.Ledgerline;

/// <summary>Takes the owner's word on what was entered from another force: what is withdrawn or erased is struck, and the answer names the notice.</summary>
internal sealed class NoticeDesk(RoleContext context)
{
    private const string MediaType = "application/xml";
    private static readonly string[] Acts = ["COR", "GRD", "WDR", "ERA"];

    public async Task<IResult> Receive(HttpRequest request)
    {
        var (document, fault) = XmlReading.Parse(await BodyReader.ReadBytes(request));
        if (document?.Root is not { } notice)
        {
            return Answer(400, new XElement("refused", new XElement("fault", fault ?? "no root element")));
        }

        var (number, act, theirs) = (notice.Attribute("no")?.Value, notice.Attribute("act")?.Value, notice.Attribute("ref")?.Value);
        if (notice.Name != "notice" || string.IsNullOrEmpty(number) || string.IsNullOrEmpty(theirs) || !Acts.Contains(act))
        {
            return Answer(422, new XElement("refused", new XElement("fault", $"a notice has @no, @ref and an @act of {string.Join(' ', Acts)}")));
        }

        var struck = act is "WDR" or "ERA"
            ? context.Journal.Strike(holding => holding.Facts.TryGetValue("theirReference", out var reference) && reference == theirs, "struck: its owner took it back")
            : 0;
        return Answer(200, new XElement("struck", new XAttribute("notice", number), new XAttribute("entries", struck)));
    }

    private static IResult Answer(int status, XElement body) => Results.Text(body.ToString(SaveOptions.DisableFormatting), MediaType, statusCode: status);
}
