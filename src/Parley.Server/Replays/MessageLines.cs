using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Parley.Server.Replays;

/// <summary>The fields of a written message by their places, so that two can be compared field by field.</summary>
internal static class MessageLines
{
    /// <summary>The fields; the whole under one name where the format is neither JSON nor XML, or the message is none.</summary>
    public static IReadOnlyDictionary<string, string> Of(string format, byte[] message)
    {
        Dictionary<string, string> lines = new(StringComparer.Ordinal);
        try
        {
            switch (format)
            {
                case "json":
                    using (JsonDocument document = JsonDocument.Parse(message))
                    {
                        Add(lines, "", document.RootElement);
                    }

                    return lines;
                case "xml":
                    Add(lines, Root(message), "");
                    return lines;
                default:
                    return Rows(message);
            }
        }
        catch (Exception failure) when (failure is JsonException or XmlException)
        {
            return Rows(message);
        }
    }

    private static void Add(Dictionary<string, string> lines, string place, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    Add(lines, place.Length == 0 ? property.Name : $"{place}.{property.Name}", property.Value);
                }

                break;
            case JsonValueKind.Array:
                int number = 0;
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Add(lines, string.Create(CultureInfo.InvariantCulture, $"{place}[{number++}]"), item);
                }

                break;
            default:
                lines[place] = element.GetRawText();
                break;
        }
    }

    private static XElement Root(byte[] message)
    {
        using MemoryStream stream = new(message);
        using XmlReader reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return XElement.Load(reader);
    }

    private static void Add(Dictionary<string, string> lines, XElement element, string place)
    {
        string name = place.Length == 0 ? element.Name.LocalName : place;
        foreach (XAttribute attribute in element.Attributes().Where(a => !a.IsNamespaceDeclaration))
        {
            lines[$"{name}.@{attribute.Name.LocalName}"] = attribute.Value;
        }

        if (!element.HasElements)
        {
            lines[name] = element.Value;
        }

        foreach (IGrouping<string, XElement> same in element.Elements().GroupBy(e => e.Name.LocalName))
        {
            int number = 0;
            foreach (XElement child in same)
            {
                Add(lines, child, string.Create(CultureInfo.InvariantCulture, $"{name}.{same.Key}[{number++}]"));
            }
        }
    }

    private static Dictionary<string, string> Rows(byte[] message) => Encoding.Latin1.GetString(message).Split('\n')
        .Select((line, i) => (Place: string.Create(CultureInfo.InvariantCulture, $"line {i + 1}"), line))
        .ToDictionary(l => l.Place, l => l.line, StringComparer.Ordinal);
}
