using System.Xml.Linq;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Language;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Roles.Vigil;

/// <summary>Keeps one alert for each sender, identifier and moment of sending, as CAP says an alert is told from others.</summary>
internal sealed class AlertDesk(RoleContext context)
{
    public async Task<IResult> Receive(HttpRequest request)
    {
        var (document, fault) = XmlReading.Parse(await BodyReader.ReadBytes(request));
        if (document?.Root is not { } alert)
        {
            return Results.Text(fault ?? "no root element", statusCode: 400);
        }

        var faults = CapRules.Check(alert);
        if (faults.Count > 0)
        {
            return Results.Text(string.Join('\n', faults), statusCode: 422);
        }

        var key = $"{Value(alert, "sender")},{Value(alert, "identifier")},{Value(alert, "sent")}";
        var stored = context.Journal.Store(key, _ => Hold(alert, key));
        return Results.Text(key, statusCode: stored.IsRepeat ? 200 : 201);
    }

    private static string Value(XElement alert, string name) => alert.Element(CapRules.Cap + name)?.Value ?? "";

    private Holding Hold(XElement alert, string key)
    {
        var facts = alert.Descendants(CapRules.Cap + "parameter")
            .GroupBy(parameter => Value(parameter, "valueName"))
            .ToDictionary(group => group.Key, group => string.Join(' ', group.Select(parameter => Value(parameter, "value"))));
        facts["scope"] = Value(alert, "scope");
        var title = alert.Element(CapRules.Cap + "info")?.Element(CapRules.Cap + "event")?.Value ?? "alert";
        return new Holding(Value(alert, "identifier"), key, "alert", title, context.Now, facts, "application/xml", alert.ToString(SaveOptions.DisableFormatting));
    }
}
