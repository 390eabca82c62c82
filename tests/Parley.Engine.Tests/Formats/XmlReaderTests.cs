using System.Text;
using Parley.Engine.Formats;
using Parley.Engine.Formats.Json;
using Parley.Engine.Formats.Xml;
using Parley.Engine.Issues;
using Xunit;
using static Parley.Engine.Tests.Formats.FormatHarness;

namespace Parley.Engine.Tests.Formats;

public class XmlReaderTests
{
    private const string Case = "urn:example:case";

    private static readonly XmlFormat Xml = new();

    private readonly Shape _root = Shape.Root();

    [Fact]
    public void TryRead_Elements_AreNodesWhateverTheirPrefixesAndOrder()
    {
        Shape incident = _root.Child("Incident", Case);
        Shape id = incident.Child("id", null, isAttribute: true);
        Shape person = incident.Child("Person", Case);
        Shape name = person.Child("Name");
        Shape note = incident.Child("Note", "");

        MessageTree tree = ReadWell(Xml, _root, """
            <c:Incident xmlns:c="urn:example:case" id="a&amp;b" other="x" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b">
              <c:Person><x:Name xmlns:x="urn:example:x">A<!-- no --> B<![CDATA[<C>]]></x:Name></c:Person>
              <Note>n</Note>
              <Person><Name>in no namespace</Name></Person>
              <Person xmlns="urn:example:case"><Name>&#x1F680;</Name></Person>
            </c:Incident>
            """);

        int node = tree.Child(tree.RootNode, incident);
        Assert.Equal(NodeKind.Container, tree.Kind(node));
        Assert.True(tree.Text(node).IsEmpty);
        Assert.Equal("a&b", tree.String(tree.Child(node, id)));
        int first = tree.Child(node, person);
        Assert.Equal("A B<C>", tree.String(tree.Child(first, name)));
        Assert.Equal(NodeKind.Text, tree.Kind(tree.Child(first, name)));
        Assert.Equal("🚀", tree.String(tree.Child(tree.Next(first), name)));
        Assert.Equal(0, tree.Next(tree.Next(first)));
        Assert.Equal("n", tree.String(tree.Child(node, note)));
        Assert.Equal(["@other:x", "Person:"], tree.Unknown.Select(u => $"{u.Name}:{u.Sample}"));
        Assert.Equal(new SourcePosition(null, 4, 3), tree.PositionAt(tree.Unknown[1].Offset));
        Assert.Equal(new SourcePosition(null, 2, 3), tree.PositionOf(first));
    }

    [Fact]
    public void TryRead_MixedText_IsConcatenatedAndWhiteSpaceBesideElementsIsNot()
    {
        Shape p = _root.Child("p");
        Shape b = p.Child("b");
        MessageTree tree = ReadWell(Xml, _root, "<p>one <b>two</b> three</p>");
        int node = tree.Child(tree.RootNode, p);
        Assert.Equal("one  three", tree.String(node));
        Assert.Equal("two", tree.String(tree.Child(node, b)));
        tree = ReadWell(Xml, _root, "<p>\n <b>  </b>\n</p>");
        node = tree.Child(tree.RootNode, p);
        Assert.Equal("", tree.String(node));
        Assert.Equal("  ", tree.String(tree.Child(node, b)));
    }

    [Fact]
    public void TryRead_NilAndEmpty_AreToldApart()
    {
        Shape p = _root.Child("p");
        Shape nil = p.Child("nil");
        Shape empty = p.Child("empty");
        Shape group = p.Child("group");
        group.Child("x");
        MessageTree tree = ReadWell(Xml, _root,
            "<p xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"><nil i:nil=\"true\"/><empty i:nil=\"false\"></empty><group/></p>");
        int node = tree.Child(tree.RootNode, p);
        Assert.Equal(NodeKind.Null, tree.Kind(tree.Child(node, nil)));
        Assert.Equal(NodeKind.Text, tree.Kind(tree.Child(node, empty)));
        Assert.Equal(NodeKind.Container, tree.Kind(tree.Child(node, group)));
        Assert.Empty(tree.Unknown);
    }

    [Theory]
    [InlineData("<q/>")]
    [InlineData("<p xmlns='urn:example:other'/>")]
    public void TryRead_AnotherDocumentElement_IsAnIssue(string message)
    {
        _root.Child("p", Case);
        Issue issue = ReadFault(Xml, _root, message);
        Assert.Same(FormatIssues.WrongRoot, issue.Code);
        Assert.EndsWith("not 'p' of urn:example:case", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_SoapEnvelope_IsLikeAnyOtherElement()
    {
        const string Soap = "http://schemas.xmlsoap.org/soap/envelope/";
        Shape body = _root.Child("Envelope", Soap).Child("Body", Soap);
        Shape name = body.Child("Submit", Case).Child("Name", Case);
        MessageTree tree = ReadWell(Xml, _root, $"""
            <s:Envelope xmlns:s="{Soap}"><s:Header><a xmlns="urn:example:a">x</a></s:Header>
            <s:Body><Submit xmlns="{Case}"><Name>N</Name></Submit></s:Body></s:Envelope>
            """);
        int node = tree.Child(tree.Child(tree.RootNode, body.Parent!), body);
        Assert.Equal("N", tree.String(tree.Child(tree.Child(node, name.Parent!), name)));
        Assert.Equal("Header", Assert.Single(tree.Unknown).Name);
    }

    [Theory]
    [InlineData("<w><p>&lt;?xml version=\"1.0\" encoding=\"utf-16\"?&gt;&lt;i x=\"1\"&gt;&lt;t&gt;a&amp;amp;b&lt;/t&gt;&lt;/i&gt;</p></w>")]
    [InlineData("<w><p><![CDATA[<i x=\"1\"><t>a&amp;b</t></i>]]></p></w>")]
    [InlineData("<w><p><i x=\"1\"><t>a&amp;b</t></i></p></w>")]
    public void TryRead_EmbeddedXml_BecomesChildrenOfItsField(string message)
    {
        Shape payload = _root.Child("w").Child("p");
        payload.Embedded = Xml;
        Shape inner = payload.Child("i");
        Shape x = inner.Child("x", null, isAttribute: true);
        Shape t = inner.Child("t");
        MessageTree tree = ReadWell(Xml, _root, message);
        int node = tree.Child(tree.Child(tree.Child(tree.RootNode, payload.Parent!), payload), inner);
        Assert.Equal("1", tree.String(tree.Child(node, x)));
        Assert.Equal("a&b", tree.String(tree.Child(node, t)));
    }

    [Fact]
    public void TryRead_EmbeddedJsonInAnAttribute_BecomesItsChildren()
    {
        Shape data = _root.Child("w").Child("data", null, isAttribute: true);
        data.Embedded = new JsonFormat();
        Shape a = data.Child("a");
        MessageTree tree = ReadWell(Xml, _root, """<w data='{"a":"x\n","b":[1]}'/>""");
        int node = tree.Child(tree.Child(tree.RootNode, data.Parent!), data);
        Assert.Equal("x\n", tree.String(tree.Child(node, a)));
        Assert.Equal("b", Assert.Single(tree.Unknown).Name);
    }

    [Fact]
    public void TryRead_EmbeddedThatIsMalformed_IsAnIssueAtItsField()
    {
        Shape payload = _root.Child("w").Child("p");
        payload.Embedded = Xml;
        payload.Child("i");
        Issue issue = ReadFault(Xml, _root, "<w>\n<p>&lt;i&gt;&lt;/j&gt;</p></w>");
        Assert.Same(FormatIssues.Malformed, issue.Code);
        Assert.Equal("w.p", issue.Path);
        Assert.Equal(new SourcePosition(null, 2, 1), issue.Position);
    }

    [Theory]
    [InlineData("<!DOCTYPE p><p/>")]
    [InlineData("<!-- x -->\n <!DOCTYPE p [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><p>&b;</p>")]
    [InlineData("<!DOCTYPE p SYSTEM \"file:///etc/passwd\"><p/>")]
    [InlineData("<!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><p>&x;</p>")]
    [InlineData("<!DOCTYPE p [<!ENTITY % x SYSTEM \"http://127.0.0.1:9/x.dtd\">%x;]><p/>")]
    [InlineData("<p>&nbsp;</p>")]
    [InlineData("<p a='&x;'/>")]
    [InlineData("<p>\n<q>&x;</q></p>")]
    public void TryRead_DocumentTypeOrEntity_IsAnIssueOfItsOwn(string message)
    {
        _root.Child("p");
        Issue issue = ReadFault(Xml, _root, message);
        Assert.Same(FormatIssues.DocumentType, issue.Code);
        Assert.True(issue.Position.Line > 0);
    }

    [Theory]
    [InlineData("<p>")]
    [InlineData("<p></q>")]
    [InlineData("<p/><p/>")]
    [InlineData("<p/>x")]
    [InlineData("<p a='1' a='2'/>")]
    [InlineData("<p>&#0;</p>")]
    [InlineData("<p>&#xFFFE;</p>")]
    [InlineData("<p>&#xD800;</p>")]
    [InlineData("<p>&amp</p>")]
    [InlineData("<p>]]></p>")]
    [InlineData("<x:p/>")]
    [InlineData("{}")]
    [InlineData(" <?xml version='1.0'?><p/>")]
    [InlineData("<p><z>&#1;</z></p>")]
    [InlineData("<p>\u0001</p>")]
    public void TryRead_Malformed_IsAnIssueWithItsPlace(string message)
    {
        _root.Child("p");
        Issue issue = ReadFault(Xml, _root, message);
        Assert.Same(FormatIssues.Malformed, issue.Code);
        Assert.True(issue.Position.Line == 1 && issue.Position.Column > 0);
        Assert.DoesNotContain(" Line ", issue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public void TryRead_Nothing_IsAnIssue(string message)
    {
        _root.Child("p");
        Assert.Same(FormatIssues.Empty, ReadFault(Xml, _root, message).Code);
    }

    [Fact]
    public void TryRead_CutAnywhere_IsAnIssueAndNeverThrows()
    {
        Shape p = _root.Child("p");
        p.Child("x", null, isAttribute: true);
        p.Child("q").Child("r");
        byte[] message = Utf8("<?xml version='1.0' encoding='utf-8'?><p x='é&lt;' y='2'><!-- c --><q>a&#x41;<r><![CDATA[🚀]]></r></q><z><r a='1'/>t</z></p>");
        for (int length = 0; length < message.Length; length++)
        {
            ReadFault(Xml, _root, message[..length]);
        }

        Assert.True(Read(Xml, _root, message).Ok);
    }

    [Theory]
    [InlineData("p")]
    [InlineData("z")]
    public void TryRead_TooDeep_IsAnIssue(string name)
    {
        Shape shape = _root.Child("p");
        for (int i = 0; i < 70; i++)
        {
            shape = shape.Child("p");
        }

        string Nested(int depth) => "<p>" + string.Concat(Enumerable.Repeat($"<{name}>", depth - 1))
            + string.Concat(Enumerable.Repeat($"</{name}>", depth - 1)) + "</p>";
        Assert.True(Read(Xml, _root, Nested(64)).Ok);
        Assert.Same(FormatIssues.TooDeep, ReadFault(Xml, _root, Nested(65)).Code);
        Assert.Same(FormatIssues.TooDeep, ReadFault(Xml, _root, Nested(100_000)).Code);
    }

    [Fact]
    public void TryRead_PastALimit_IsAnIssueOfThatLimit()
    {
        Shape p = _root.Child("p");
        p.Child("a");
        p.Child("x", null, isAttribute: true);
        FormatLimits limits = new(100, 5, 4, 10);
        Assert.Same(FormatIssues.TooLarge, ReadFault(Xml, _root, "<p>" + new string(' ', 100) + "</p>", limits).Code);
        Assert.Same(FormatIssues.TooManyValues, ReadFault(Xml, _root, "<p><a/><a/><a/><a/></p>", limits).Code);
        Assert.Same(FormatIssues.TooManyValues, ReadFault(Xml, _root, "<p><b/><b/><b/><b/></p>", limits).Code);
        Assert.Same(FormatIssues.TooManyValues, ReadFault(Xml, _root, "<p a='' b='' c='' d=''/>", limits).Code);
        Assert.Same(FormatIssues.ValueTooLarge, ReadFault(Xml, _root, "<p>12345678901</p>", limits).Code);
        Assert.Same(FormatIssues.ValueTooLarge, ReadFault(Xml, _root, "<p x='12345678901'/>", limits).Code);
        Assert.True(Read(Xml, _root, "<p x='1234567890'><a/></p>", limits).Ok);
    }

    [Theory]
    [InlineData("windows-1252", "€é")]
    [InlineData("iso-8859-15", "€é")]
    [InlineData("ISO-8859-1", "é")]
    [InlineData("us-ascii", "x")]
    [InlineData("utf-8", "🚀")]
    public void TryRead_Declaration_TellsTheEncoding(string name, string text)
    {
        Encoding encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        Shape p = _root.Child("p");
        (MessageTree tree, _, bool ok) = Read(Xml, _root, encoding.GetBytes($"<?xml version=\"1.0\" encoding='{name}'?><p>{text}</p>"));
        Assert.True(ok);
        Assert.Equal(text, tree.String(tree.Child(tree.RootNode, p)));
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-32", true)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", false)]
    public void TryRead_WideEncodings_AreRecognised(string name, bool mark)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        Shape p = _root.Child("p");
        (MessageTree tree, _, bool ok) = Read(Xml, _root,
            [.. mark ? encoding.Preamble : [], .. encoding.GetBytes($"<?xml version=\"1.0\" encoding=\"{name}\"?><p>é🚀</p>")]);
        Assert.True(ok);
        Assert.Equal("é🚀", tree.String(tree.Child(tree.RootNode, p)));
    }

    [Fact]
    public void TryRead_WrongEncoding_IsAnIssueAndNeverAReplacement()
    {
        _root.Child("p");
        Assert.Same(FormatIssues.UnknownEncoding, ReadFault(Xml, _root, "<?xml version='1.0' encoding='klingon'?><p/>").Code);
        Assert.Same(FormatIssues.BadEncoding, ReadFault(Xml, _root, "<?xml version='1.0' encoding='utf-16'?><p/>").Code);
        Issue issue = ReadFault(Xml, _root, [.. "<p>\n"u8, 0xE9, .. "</p>"u8]);
        Assert.Equal("byte 0xE9 at offset 4 is not valid UTF-8", issue.Message);
        Assert.Equal(new SourcePosition(null, 2, 1), issue.Position);
        issue = ReadFault(Xml, _root, [.. "<?xml version='1.0' encoding='us-ascii'?><p>"u8, 0xE9, .. "</p>"u8]);
        Assert.Same(FormatIssues.BadEncoding, issue.Code);
        Assert.Contains("offset 44", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_ManyForeignNames_DoNotPileUp()
    {
        _root.Child("p").Child("q");
        _root.Freeze();
        MessageReader reader = Xml.CreateReader(_root, FormatLimits.Default);
        MessageTree tree = new();
        IssueSink issues = new();
        for (int i = 0; i < 25_000; i++)
        {
            Assert.True(reader.TryRead(Utf8($"<p><n{i}/><q>x</q></p>"), tree, issues));
            Assert.Equal("x", tree.String(tree.Child(tree.Child(tree.RootNode, _root.Children[0]), _root.Children[0].Children[0])));
        }
    }
}
