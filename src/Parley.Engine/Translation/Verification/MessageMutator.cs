using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Parley.Engine.Formats;
using Parley.Engine.Formats.Csv;
using Parley.Engine.Formats.FixedWidth;
using Parley.Engine.Formats.Json;
using Parley.Engine.Formats.Xml;

namespace Parley.Engine.Translation.Verification;

/// <summary>
/// Takes parts out of messages. Every message has a number of parts (properties, items, elements, attributes, cells, fields); each can be
/// left out for itself.
/// </summary>
internal static class MessageMutator
{
    private static readonly byte[] s_mark = [0xEF, 0xBB, 0xBF];
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The message without one of its parts, for each part in turn; made when asked for.</summary>
    public static IEnumerable<byte[]> Smaller(MessageFormat format, byte[] message) => Parts(format, message).Select(without => without());

    /// <summary>
    /// The parts of a message, each as what makes the message without it: of a thousand parts mostly one is asked for, and each costs as much as the message.
    /// </summary>
    public static IReadOnlyList<Func<byte[]>> Parts(MessageFormat format, byte[] message)
    {
        // A mark says what follows is in UTF-8; it is no part of the message and stays.
        bool marked = message.AsSpan().StartsWith(s_mark);
        return marked
            ? [.. Parts(format, message[s_mark.Length..], Encoding.UTF8).Select(without => (Func<byte[]>)(() => [.. s_mark, .. without()]))]
            : Parts(format, message, Encoding.Latin1);
    }

    private static IReadOnlyList<Func<byte[]>> Parts(MessageFormat format, byte[] message, Encoding fixedText)
    {
        try
        {
            return format switch
            {
                JsonFormat => [.. Enumerable.Range(0, CountJson(JsonNode.Parse(message))).Select(part => (Func<byte[]>)(() => WithoutJson(message, part)))],
                XmlFormat => [.. Enumerable.Range(0, Parts(Load(message)).Count).Select(part => (Func<byte[]>)(() => WithoutXml(message, part)))],
                CsvFormat csv => [.. SmallerCsv(csv, message).Select(Made)],
                FixedWidthFormat lines => [.. SmallerFixed(lines, message, fixedText).Select(Made)],
                _ => [],
            };
        }
        catch (Exception fault) when (fault is JsonException or System.Xml.XmlException)
        {
            // What the writer wrote and no parser takes is found when it is read back; there is nothing to make smaller.
            return [];
        }

        static Func<byte[]> Made(byte[] smaller) => () => smaller;
    }

    private static byte[] WithoutJson(byte[] message, int part)
    {
        JsonNode copy = JsonNode.Parse(message)!;
        RemoveJson(copy, ref part);
        return Encoding.UTF8.GetBytes(copy.ToJsonString(Json));
    }

    private static int CountJson(JsonNode? node) => node switch
    {
        JsonObject map => map.Sum(p => 1 + CountJson(p.Value)),
        JsonArray list => list.Sum(i => 1 + CountJson(i)),
        _ => 0,
    };

    private static bool RemoveJson(JsonNode? node, ref int part)
    {
        if (node is JsonObject map)
        {
            foreach ((string name, JsonNode? value) in map.ToArray())
            {
                if (part-- == 0)
                {
                    map.Remove(name);
                    return true;
                }

                if (RemoveJson(value, ref part))
                {
                    return true;
                }
            }
        }
        else if (node is JsonArray list)
        {
            for (int i = 0; i < list.Count; i++)
            {
                if (part-- == 0)
                {
                    list.RemoveAt(i);
                    return true;
                }

                if (RemoveJson(list[i], ref part))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static byte[] WithoutXml(byte[] message, int part)
    {
        XDocument copy = Load(message);
        switch (Parts(copy)[part])
        {
            case XAttribute attribute:
                attribute.Remove();
                break;
            case XElement element:
                element.Remove();
                break;
        }

        using MemoryStream stream = new();
        using (System.Xml.XmlWriter writer = System.Xml.XmlWriter.Create(stream, new XmlWriterSettings { NewLineHandling = NewLineHandling.Entitize, Encoding = new UTF8Encoding(false) }))
        {
            copy.Save(writer);
        }

        return stream.ToArray();
    }

    private static XDocument Load(byte[] message)
    {
        using MemoryStream stream = new(message);
        using System.Xml.XmlReader reader = System.Xml.XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
    }

    private static List<XObject> Parts(XDocument document) =>
    [
        .. document.Root!.DescendantsAndSelf().SelectMany(e => e.Attributes().Where(a => !a.IsNamespaceDeclaration).Cast<XObject>()
            .Concat(e.Elements())),
    ];

    // Bytes stand for characters here, which every encoding that keeps ASCII allows.
    private static IEnumerable<byte[]> SmallerCsv(CsvFormat format, byte[] message)
    {
        string text = Encoding.Latin1.GetString(message);
        int start = format.Header ? text.IndexOf('\n', StringComparison.Ordinal) + 1 : 0;
        List<(int From, int To)> cells = [];
        bool quoted = false;
        int from = start;
        for (int i = start; i <= text.Length; i++)
        {
            quoted ^= i < text.Length && text[i] == format.Quote;
            if (i == text.Length || (!quoted && (text[i] == format.Delimiter || text[i] is '\r' or '\n')))
            {
                if (i > from)
                {
                    cells.Add((from, i));
                }

                from = i + 1;
            }
        }

        return cells.Select(c => Encoding.Latin1.GetBytes(text.Remove(c.From, c.To - c.From)));
    }

    // A field made blank; or, where a message is several, a line left out.
    private static IEnumerable<byte[]> SmallerFixed(FixedWidthFormat format, byte[] message, Encoding encoding)
    {
        string text = encoding.GetString(message);
        for (int start = 0, next; start < text.Length; start = next)
        {
            int end = text.IndexOf('\n', start);
            next = end < 0 ? text.Length : end + 1;
            string line = text[start..next].TrimEnd('\r', '\n');
            if (format.Lines[0].Name.Length > 0)
            {
                yield return encoding.GetBytes(text.Remove(start, next - start));
            }

            foreach (FixedField field in KindOf(line, format)?.Fields.Where(f => f.Start - 1 + f.Length <= line.Length) ?? [])
            {
                int at = start + field.Start - 1;
                string cut = $"{text[..at]}{new string(' ', field.Length)}{text[(at + field.Length)..]}";
                if (cut != text)
                {
                    yield return encoding.GetBytes(cut);
                }
            }
        }
    }

    private static FixedLine? KindOf(string line, FixedWidthFormat format) => format.Lines.FirstOrDefault(l =>
        l.Tag is not { } tag
        || (line.Length >= tag.Start && line[(tag.Start - 1)..Math.Min(line.Length, tag.Start - 1 + tag.Length)].TrimEnd() == tag.Value.TrimEnd()));
}
