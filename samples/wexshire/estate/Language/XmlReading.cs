using System.Xml;
using System.Xml.Linq;

namespace Wexshire.Estate.Language;

/// <summary>Reads XML that a stranger sent: no document type, nothing fetched.</summary>
internal static class XmlReading
{
    /// <summary>The document; null with the parser's words when the bytes are no XML. The bytes' own declaration names the encoding.</summary>
    public static (XDocument? Document, string? Fault) Parse(byte[] bytes)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), settings);
            return (XDocument.Load(reader), null);
        }
        catch (XmlException fault)
        {
            return (null, fault.Message);
        }
    }
}
