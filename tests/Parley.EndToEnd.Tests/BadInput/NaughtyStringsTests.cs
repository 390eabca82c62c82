using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.BadInput;

/// <summary>Awkward texts through every text field and from language to language: unchanged, or refused with a reason, never altered in silence.</summary>
public sealed class NaughtyStringsTests
{
    private const int Small = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly JsonSerializerOptions Raw = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Text_FromJson_ReachesXmlAndCsvUnchanged()
    {
        using TemporaryFolder folder = HttpEstate.Create(most: "1MiB");
        await using Recipient beta = await new Recipient().StartAsync();
        await using Recipient gamma = await new Recipient().StartAsync();
        await using ServerProcess server = await ServerProcess.StartAsync(folder.Path, HttpEstate.Environment(beta: beta.Address, gamma: gamma.Address));
        using Depositor alpha = new("alpha", "incident");
        IReadOnlyList<string> texts = NaughtyStrings.All;

        await Parallel.ForAsync(0, texts.Count, Four, async (n, _) => AssertClean(await alpha.DepositAsync(server.Address, Json(n, texts[n])), texts[n]));
        await beta.HasAsync(texts.Count, Patience);
        await gamma.HasAsync(texts.Count, Patience);

        List<string> faults = [];
        foreach (Delivered delivered in beta.Taken)
        {
            XElement root = Xml(delivered.Body);
            string text = texts[NumberOf((string)root.Element("Reference")!)];
            Compare(faults, "XML narrative", text, root.Element("Narrative")?.Value);
            if (text.Length <= Small)
            {
                Compare(faults, "XML attribute", text, root.Attribute("kind")?.Value);
                Compare(faults, "XML summary", text, root.Element("Short")?.Value);
                Compare(faults, "XML attribute of a nested element", text, root.Element("Caller")?.Attribute("looks")?.Value);
                Compare(faults, "XML in a list", text + "+" + text, string.Join('+', root.Elements("Note").Select(e => e.Value)));
            }
        }

        foreach (Delivered delivered in gamma.Taken)
        {
            Dictionary<string, string> row = Csv(delivered.Body);
            string text = texts[NumberOf(row["REF"])];
            Compare(faults, "CSV TEXT", text, row["TEXT"]);
            if (text.Length <= Small)
            {
                Compare(faults, "CSV KIND", text, row["KIND"]);
                Compare(faults, "CSV SHORT", text, row["SHORT"]);
                Compare(faults, "CSV LOOKS", text, row["LOOKS"]);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{texts.Count} texts, each in six fields to XML and four to CSV");
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Text_FromXml_ReachesJsonUnchanged()
    {
        using TemporaryFolder folder = HttpEstate.Create(most: "1MiB");
        await using Recipient alpha = await new Recipient().StartAsync();
        await using ServerProcess server = await ServerProcess.StartAsync(folder.Path, HttpEstate.Environment(alpha: alpha.Address));
        using Depositor delta = new("delta", "event");
        IReadOnlyList<string> texts = NaughtyStrings.All;

        await Parallel.ForAsync(0, texts.Count, Four, async (n, _) => AssertClean(await delta.DepositAsync(server.Address, Xml(n, texts[n])), texts[n]));
        await alpha.HasAsync(texts.Count, Patience);

        List<string> faults = [];
        foreach (JsonNode message in alpha.Taken.Select(d => JsonNode.Parse(d.Body)!))
        {
            string text = texts[NumberOf((string)message["no"]!)];
            Compare(faults, "JSON text", text, (string?)message["text"]);
            if (text.Length <= Small)
            {
                Compare(faults, "JSON kind", text, (string?)message["kind"]);
                Compare(faults, "JSON short", text, (string?)message["short"]);
                Compare(faults, "JSON caller.looks", text, (string?)message["caller"]?["looks"]);
                Compare(faults, "JSON list", text + "+" + text, string.Join('+', message["notes"]?.AsArray().Select(e => (string?)e) ?? []));
            }
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task Text_ThatXmlCannotCarry_IsAnExceptionThatSaysSoAndReachesCsv()
    {
        using TemporaryFolder folder = HttpEstate.Create();
        await using Recipient beta = await new Recipient().StartAsync();
        await using Recipient gamma = await new Recipient().StartAsync();
        await using ServerProcess server = await ServerProcess.StartAsync(folder.Path, HttpEstate.Environment(beta: beta.Address, gamma: gamma.Address));
        using Depositor alpha = new("alpha", "incident");
        IReadOnlyList<string> texts = NaughtyStrings.NotXml;
        List<string> exchanges = [];
        for (int n = 0; n < texts.Count; n++)
        {
            Answer answer = await alpha.DepositAsync(server.Address, Json(n, texts[n]));
            Assert.True(answer.Status == 202, answer.Body);
            exchanges.Add(answer.Exchange);
        }

        await gamma.HasAsync(texts.Count, Patience);

        List<string> faults = [];
        foreach (Dictionary<string, string> row in gamma.Taken.Select(d => Csv(d.Body)))
        {
            Compare(faults, "CSV TEXT", texts[NumberOf(row["REF"])], row["TEXT"]);
        }

        Assert.Empty(faults);
        Assert.Equal(0, beta.Requests);
        Dictionary<string, JsonNode> exceptions = (await alpha.ExceptionsAsync(server.Address, "alpha")).ToDictionary(e => (string)e["exchange"]!);
        Assert.Equal(exchanges.Order(), exceptions.Keys.Order());
        Assert.All(exceptions.Values, e => Assert.Equal("SRV022", (string?)e["code"]));
        Assert.All(exceptions.Values, e => Assert.Contains(e["issues"]!.AsArray(), i => (string?)i!["code"] == "FMT014"));
    }

    private static ParallelOptions Four => new() { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken };

    private static void AssertClean(Answer answer, string text)
    {
        Assert.True(answer.Status == 202, $"{Show(text)}: {answer.Body}");
        Assert.True(answer.Json["issues"]!.AsArray().Count == 0, $"{Show(text)}: {answer.Body}");
    }

    // Every other message has its characters as they are, the rest as escapes.
    private static string Json(int n, string text)
    {
        JsonObject message = new() { ["no"] = Number(n), ["when"] = "2026-03-01T10:00:00Z", ["text"] = text };
        if (text.Length <= Small)
        {
            message["kind"] = text;
            message["short"] = text;
            message["caller"] = new JsonObject { ["surname"] = "Example", ["looks"] = text };
            message["notes"] = new JsonArray(text, text);
        }

        return message.ToJsonString(n % 2 == 0 ? Raw : null);
    }

    private static string Xml(int n, string text)
    {
        StringBuilder target = new();
        using (XmlWriter writer = XmlWriter.Create(target, new XmlWriterSettings { OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.Entitize }))
        {
            bool everywhere = text.Length <= Small;
            writer.WriteStartElement("Event");
            if (everywhere)
            {
                writer.WriteAttributeString("kind", text);
            }

            writer.WriteElementString("Reference", Number(n));
            writer.WriteElementString("ReportedAt", "2026-03-01T10:00:00Z");
            if (everywhere)
            {
                writer.WriteElementString("Short", text);
            }

            writer.WriteElementString("Narrative", text);
            if (everywhere)
            {
                writer.WriteStartElement("Caller");
                writer.WriteAttributeString("looks", text);
                writer.WriteElementString("Surname", "Example");
                writer.WriteEndElement();
                writer.WriteElementString("Note", text);
                writer.WriteElementString("Note", text);
            }

            writer.WriteEndElement();
        }

        return target.ToString();
    }

    private static XElement Xml(string body) => XDocument.Parse(body, LoadOptions.PreserveWhitespace).Root!;

    /// <summary>The one row of a CSV message by its header, read by the rules of RFC 4180 and nobody's code but this test's.</summary>
    private static Dictionary<string, string> Csv(string body)
    {
        List<List<string>> rows = [[]];
        StringBuilder cell = new();
        bool quoted = false;
        for (int i = 0; i < body.Length; i++)
        {
            char c = body[i];
            if (quoted)
            {
                if (c != '"')
                {
                    cell.Append(c);
                }
                else if (i + 1 < body.Length && body[i + 1] == '"')
                {
                    cell.Append(c);
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c is ',' or '\n')
            {
                rows[^1].Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    rows.Add([]);
                }
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }

        return rows[0].Zip(rows[1]).ToDictionary(p => p.First, p => p.Second);
    }

    private static string Number(int n) => string.Create(CultureInfo.InvariantCulture, $"N-{n}");

    private static int NumberOf(string reference) => int.Parse(reference[2..], CultureInfo.InvariantCulture);

    private static void Compare(List<string> faults, string place, string expected, string? actual)
    {
        if (!string.Equals(expected, actual, StringComparison.Ordinal))
        {
            faults.Add($"{place}: {Show(expected)} became {(actual is null ? "nothing" : Show(actual))}");
        }
    }

    private static string Show(string text) =>
        string.Concat(text.Take(60).Select(c => c is >= ' ' and < '\u007f' ? $"{c}" : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"))) + (text.Length > 60 ? $" ({text.Length})" : "");
}
