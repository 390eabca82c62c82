using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Roles.Cornerstone;

/// <summary>Cornerstone's namespaces, and how it reads a message and writes an answer.</summary>
internal static class CornerstoneXml
{
    public const string ContentType = "application/xml";

    public static readonly XNamespace Env = "urn:example:cornerstone:envelope:3";
    public static readonly XNamespace Occ = "urn:example:cornerstone:occurrence:3";

    /// <summary>The message; null with the parser's words when the bytes are no XML. The bytes' own declaration names the encoding.</summary>
    public static (XDocument? Document, string? Fault) Parse(byte[] bytes)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), settings);
            return (XDocument.Load(reader, LoadOptions.PreserveWhitespace), null);
        }
        catch (XmlException fault)
        {
            return (null, fault.Message);
        }
    }

    public static string Created(Holding occurrence)
    {
        var stored = occurrence.StoredAt;
        return Envelope(
            $"CS-{occurrence.Ref.Replace('/', '-')}",
            occurrence.MessageKey,
            stored,
            new XElement(
                Occ + "OccurrenceCreated",
                new XElement(Occ + "SourceReference", occurrence.Facts["sourceReference"]),
                new XElement(Occ + "OccurrenceReference", occurrence.Ref),
                new XElement(
                    Occ + "Recorded",
                    new XAttribute("date", stored.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                    new XAttribute("time", stored.ToString("HH:mm:ss", CultureInfo.InvariantCulture)),
                    new XAttribute("zone", "UTC")),
                new XElement(Occ + "Officer", new XAttribute("role", "Recording"), new XAttribute("collar", occurrence.Facts["recordingOfficer"]))));
    }

    /// <summary>What a victim was told.</summary>
    /// <param name="reference">Cornerstone's number of the note.</param>
    /// <param name="now">When it is sent.</param>
    /// <param name="at">When the victim was told.</param>
    /// <param name="given">What was entered: occurrence, source, told, means, words, officer.</param>
    public static string VictimContact(string reference, DateTimeOffset now, DateTimeOffset at, IReadOnlyDictionary<string, string> given) => Envelope(
        $"CS-{reference.Replace('/', '-')}",
        null,
        now,
        new XElement(
            Occ + "VictimContact",
            new XAttribute("no", reference),
            new XElement(Occ + "OccurrenceReference", given["occurrence"]),
            given.TryGetValue("source", out var source) ? new XElement(Occ + "SourceReference", source) : null,
            new XElement(
                Occ + "Told",
                new XAttribute("of", given["told"]),
                new XAttribute("date", at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                new XAttribute("time", at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)),
                new XAttribute("zone", "UTC")),
            given.TryGetValue("means", out var means) ? new XElement(Occ + "Means", means) : null,
            given.TryGetValue("words", out var words) ? new XElement(Occ + "Words", words) : null,
            given.TryGetValue("officer", out var officer) ? new XElement(Occ + "Officer", new XAttribute("role", "Informing"), new XAttribute("collar", officer)) : null));

    public static string Fault(string? inReplyTo, DateTimeOffset now, IEnumerable<string> faults) => Envelope(
        $"CS-F-{now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}",
        inReplyTo,
        now,
        new XElement(Env + "Fault", new XAttribute("code", "Sender"), faults.Select(fault => new XElement(Env + "Reason", fault))));

    private static string Envelope(string id, string? inReplyTo, DateTimeOffset created, XElement body)
    {
        var document = new XElement(
            Env + "Exchange",
            new XAttribute(XNamespace.Xmlns + "env", Env),
            new XAttribute(XNamespace.Xmlns + "occ", Occ),
            new XAttribute("version", "3.2"),
            new XElement(
                Env + "Header",
                new XElement(Env + "MessageID", id),
                inReplyTo is null ? null : new XElement(Env + "InReplyTo", inReplyTo),
                new XElement(Env + "Created", created.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))),
            new XElement(Env + "Body", body));
        return new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n").Append(document).Append('\n').ToString();
    }
}
