using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Hosting;

/// <summary>The one page of a system: what it holds, newest first. Everything that came in a message is encoded.</summary>
internal static class Page
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Write(IRole role, RoleContext context, FaultState fault, IReadOnlyList<Holding> holdings)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $$"""
            <!DOCTYPE html>
            <html lang="en-GB">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{Html.Encode(role.Title)}}</title>
            <style>
            body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #111; background: #fff }
            table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #999 }
            .fault { border: 3px solid #b00; padding: .5rem 1rem } dl { margin: 0 } dt { float: left; clear: left; margin-right: .5rem; color: #444 } dd { margin: 0 }
            </style>
            </head>
            <body>
            <main>
            <h1>{{Html.Encode(role.Title)}}</h1>
            <p>Fictional: no person, place or event here is real. Holds {{context.Journal.Count}}; arrived again {{context.Journal.Repeats}}.</p>

            """);
        AppendState(page, context, fault);
        page.Append("<table>\n<thead><tr><th scope=\"col\">Reference</th><th scope=\"col\">What</th><th scope=\"col\">Details</th><th scope=\"col\">Stored</th></tr></thead>\n<tbody>\n");
        foreach (var holding in holdings)
        {
            AppendRow(page, holding);
        }

        return page.Append("</tbody>\n</table>\n</main>\n</body>\n</html>\n").ToString();
    }

    private static void AppendState(StringBuilder page, RoleContext context, FaultState fault)
    {
        if (fault.Mode != FaultMode.None)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"fault\" role=\"status\">Fault switch: {fault.Name}</p>\n");
        }

        if (context.Options.Platform is not null)
        {
            var outbox = context.Outbox.State();
            page.Append(CultureInfo.InvariantCulture, $"<p>To send: {outbox.Waiting} waiting, {outbox.Sent} sent, {outbox.Refused.Count} refused. {Html.Encode(outbox.LastFault)}</p>\n");
        }
    }

    private static void AppendRow(StringBuilder page, Holding holding)
    {
        var path = string.Join('/', holding.Ref.Split('/').Select(Uri.EscapeDataString));
        page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\"><a href=\"/records/{Html.Encode(path)}\">{Html.Encode(holding.Ref)}</a></th>");
        page.Append(CultureInfo.InvariantCulture, $"<td>{Html.Encode(holding.Kind)}: {Html.Encode(holding.Title)}</td><td><dl>");
        foreach (var (name, value) in holding.Facts)
        {
            page.Append(CultureInfo.InvariantCulture, $"<dt>{Html.Encode(name)}</dt><dd>{Html.Encode(value)}</dd>");
        }

        page.Append(CultureInfo.InvariantCulture, $"</dl></td><td><time>{holding.StoredAt:yyyy-MM-dd HH:mm:ss}</time></td></tr>\n");
    }
}
