using System.Text;
using System.Xml.Linq;
using Parley.Engine.Formats;
using Parley.Engine.Formats.Json;
using Parley.Engine.Formats.Xml;
using Parley.Engine.Issues;
using Xunit;
using static Parley.Engine.Tests.Formats.FormatHarness;

namespace Parley.Engine.Tests.Formats;

public class XmlWriterTests
{
    private const string Case = "urn:example:case";

    private static readonly XmlFormat Plain = new() { Declaration = false };

    private readonly Shape _root = Shape.Root();

    [Fact]
    public void Write_NamespacesAndAttributes_AreDeclaredOnce()
    {
        XmlFormat format = new() { Namespaces = new Dictionary<string, string> { [""] = Case, ["p"] = "urn:example:person" } };
        Shape incident = _root.Child("Incident", Case);
        Shape id = incident.Child("id", null, isAttribute: true);
        Shape kind = incident.Child("kind", "urn:example:person", isAttribute: true);
        Shape lang = incident.Child("lang", "http://www.w3.org/XML/1998/namespace", isAttribute: true);
        Shape foreign = incident.Child("f", "urn:example:foreign", isAttribute: true);
        Shape person = incident.Child("Person", "urn:example:person");
        Shape none = incident.Child("None", "");
        Shape back = none.Child("Back", Case);
        Shape other = incident.Child("Other", "urn:example:other");
        Shape same = other.Child("Same", "urn:example:other");

        string xml = WriteText(format, _root, w =>
        {
            w.StartContainer(incident);
            w.Scalar(id, "1");
            w.Scalar(kind, "k");
            w.Scalar(lang, "cy");
            w.Scalar(foreign, "x");
            w.StartList(person);
            w.Scalar(person, "A");
            w.Scalar(person, "");
            w.EndList(person);
            w.StartContainer(none);
            w.Scalar(back, "b");
            w.EndContainer(none);
            w.StartContainer(other);
            w.Scalar(same, "s");
            w.EndContainer(other);
            w.EndContainer(incident);
        });

        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?><Incident xmlns=\"urn:example:case\" xmlns:p=\"urn:example:person\" id=\"1\" p:kind=\"k\"",
            xml, StringComparison.Ordinal);
        XElement element = XDocument.Parse(xml).Root!;
        XNamespace c = Case;
        Assert.Equal(c + "Incident", element.Name);
        Assert.Equal("x", element.Attribute(XName.Get("f", "urn:example:foreign"))?.Value);
        Assert.Equal("cy", element.Attribute(XNamespace.Xml + "lang")?.Value);
        Assert.Equal(2, element.Elements(XName.Get("Person", "urn:example:person")).Count());
        Assert.Equal("b", element.Element("None")?.Element(c + "Back")?.Value);
        Assert.Equal("s", element.Element(XName.Get("Other", "urn:example:other"))?.Element(XName.Get("Same", "urn:example:other"))?.Value);
    }

    [Fact]
    public void Write_DocumentElementInNoNamespace_LeavesTheDefaultToThoseBelow()
    {
        XmlFormat format = new() { Namespaces = new Dictionary<string, string> { [""] = Case } };
        Shape outer = _root.Child("Outer", "");
        Shape inner = outer.Child("Inner", Case);
        string xml = WriteText(format, _root, w =>
        {
            w.StartContainer(outer);
            w.Scalar(inner, "x");
            w.EndContainer(outer);
        });
        XElement element = XDocument.Parse(xml).Root!;
        Assert.Equal("Outer", element.Name);
        Assert.Equal("x", element.Element(XName.Get("Inner", Case))?.Value);
    }

    [Fact]
    public void Write_Text_IsEscapedSoThatItComesBack()
    {
        const string Naughty = "a&b<c>d\"e'f\r\n\tg]]>h é🚀\u0085\u2028\ufffd\uff21";
        Shape e = _root.Child("e");
        Shape a = e.Child("a", null, isAttribute: true);
        string xml = WriteText(Plain, _root, w =>
        {
            w.StartContainer(e);
            w.Scalar(a, Naughty);
            w.Content(e, Utf8(Naughty));
            w.EndContainer(e);
        });
        XElement element = XDocument.Parse(xml, LoadOptions.PreserveWhitespace).Root!;
        Assert.Equal(Naughty, element.Attribute("a")?.Value);
        Assert.Equal(Naughty, element.Value);
    }

    [Theory]
    [InlineData("\0", "U+0000")]
    [InlineData("\u000b", "U+000B")]
    [InlineData("\u001f", "U+001F")]
    [InlineData("\ufffe", "U+FFFE")]
    [InlineData("\uffff", "U+FFFF")]
    public void Write_CharacterThatXmlLacks_IsAnIssueNamingThePlace(string character, string named)
    {
        Shape e = _root.Child("e");
        Shape a = e.Child("a", null, isAttribute: true);
        (_, IReadOnlyList<Issue> issues) = TryWrite(Plain, _root, w =>
        {
            w.StartContainer(e);
            w.Scalar(a, "x" + character);
            w.Content(e, Utf8(character + "y"));
            w.EndContainer(e);
        });
        Assert.Equal(["e.@a", "e"], issues.Select(i => i.Path));
        Assert.All(issues, i => Assert.Same(FormatIssues.CannotCarry, i.Code));
        Assert.All(issues, i => Assert.Contains(named, i.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Write_Null_IsNil()
    {
        Shape e = _root.Child("e");
        Assert.Equal("<e xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>",
            WriteText(Plain, _root, w => w.Scalar(e, default, ScalarKind.Null)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Write_NotOneDocumentElement_IsAnIssue(int count)
    {
        Shape e = _root.Child("e");
        (_, IReadOnlyList<Issue> issues) = TryWrite(Plain, _root, w =>
        {
            for (int i = 0; i < count; i++)
            {
                w.Scalar(e, "x");
            }
        });
        Assert.Same(FormatIssues.WrongRoot, Assert.Single(issues).Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Write_EmbeddedXml_IsTextOrCData(bool asCData)
    {
        XmlFormat inner = new() { Encoding = "utf-16" };
        XmlFormat format = new() { Declaration = false, EmbeddedAsCData = asCData };
        Shape envelope = _root.Child("Envelope");
        Shape payload = envelope.Child("Payload");
        payload.Embedded = inner;
        Shape text = payload.Child("Case").Child("Text");
        string xml = WriteText(format, _root, w =>
        {
            w.StartContainer(envelope);
            w.StartContainer(payload);
            w.StartContainer(text.Parent!);
            w.Scalar(text, "a]]>b\r<c>");
            w.EndContainer(text.Parent!);
            w.EndContainer(payload);
            w.EndContainer(envelope);
        });
        Assert.Equal(asCData, xml.Contains("<![CDATA[", StringComparison.Ordinal));
        string carried = XDocument.Parse(xml).Root!.Element("Payload")!.Value;
        Assert.Equal("a]]>b\r<c>", XDocument.Parse(carried).Root!.Value);
    }

    [Fact]
    public void Write_EmbeddedThatFails_FailsTheWhole()
    {
        Shape payload = _root.Child("p");
        payload.Embedded = new JsonFormat();
        Shape number = payload.Child("n");
        (_, IReadOnlyList<Issue> issues) = TryWrite(Plain, _root, w =>
        {
            w.StartContainer(payload);
            w.Scalar(number, "x"u8, ScalarKind.Number);
            w.EndContainer(payload);
        });
        Assert.Equal("p.n", Assert.Single(issues).Path);
    }

    [Fact]
    public void Write_OtherEncoding_IsTranscoded()
    {
        XmlFormat format = new() { Encoding = "windows-1252" };
        Shape e = _root.Child("e");
        byte[] xml = Write(format, _root, w => w.Scalar(e, "€é"));
        Assert.Equal([(byte)'>', 0x80, 0xE9, (byte)'<'], xml.AsSpan(xml.Length - 7, 4).ToArray());
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    public void Write_Utf16_HasAByteOrderMark(string name)
    {
        Shape e = _root.Child("e");
        byte[] xml = Write(new XmlFormat { Encoding = name }, _root, w => w.Scalar(e, "🚀"));
        Assert.Equal(Encoding.GetEncoding(name).Preamble.ToArray(), xml[..Encoding.GetEncoding(name).Preamble.Length]);
        Assert.Equal("🚀", XDocument.Load(new MemoryStream(xml)).Root!.Value);
    }

    [Fact]
    public void CreateWriter_NameThatXmlLacks_IsMisuse()
    {
        _root.Child("a b");
        _root.Freeze();
        Assert.Throws<ArgumentException>(() => Plain.CreateWriter(_root));
        Assert.Throws<ArgumentException>(() => new XmlFormat { Encoding = "klingon" }.CreateWriter(Shape.Root()));
    }
}
