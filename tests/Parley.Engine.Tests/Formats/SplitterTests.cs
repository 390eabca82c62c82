using System.Text;
using Parley.Engine.Formats;
using Parley.Engine.Formats.Csv;
using Parley.Engine.Formats.FixedWidth;
using Parley.Engine.Formats.Json;
using Parley.Engine.Formats.Xml;
using Parley.Engine.Issues;
using Xunit;

namespace Parley.Engine.Tests.Formats;

public class SplitterTests
{
    private static readonly JsonFormat Json = new();
    private static readonly FixedWidthFormat Fixed = new() { Lines = [new FixedLine("", null, [new("a", 1, 1)])] };

    [Theory]
    [InlineData("{\"a\":1}\n{\"a\":\n\n[2]\n", "{\"a\":1}|{\"a\":|[2]")]
    [InlineData("{\"a\":1}\r\n\r\n{\"a\":2}", "{\"a\":1}|{\"a\":2}")]
    [InlineData("{\"a\":1}{\"a\":\n2}  3 \"x]\" [1,[2]]", "{\"a\":1}|{\"a\":\n2}|3|\"x]\"|[1,[2]]")]
    [InlineData("{\n\"a\":1}\n{\"a\":2}\n", "{\n\"a\":1}|{\"a\":2}")]
    [InlineData(" [ {\"a\":\"}\\\"]\"} , 2,\n[3], null ] \n", "{\"a\":\"}\\\"]\"}|2|[3]|null")]
    [InlineData("[]", "")]
    [InlineData("  \n", "")]
    [InlineData("\uFEFF{\"a\":1}", "{\"a\":1}")]
    [InlineData("{\"a\":\"\\\\\"}{}", "{\"a\":\"\\\\\"}|{}")]
    public void Json_EveryFraming_IsFoundByItself(string stream, string expected) => AssertSplits(Json, stream, expected);

    [Theory]
    [InlineData("[{\"a\":1}", "{\"a\":1}")]
    [InlineData("[{\"a\":1} {\"a\":2}]", "{\"a\":1}")]
    [InlineData("[1,2] 3", "1|2")]
    [InlineData("{\"a\":1", "")]
    [InlineData("[1,", "1")]
    public void Json_BrokenFraming_IsAnIssue(string stream, string expected)
    {
        IReadOnlyList<Issue> issues = AssertSplits(Json, stream, expected, hasIssues: true);
        Assert.Same(FormatIssues.Framing, Assert.Single(issues).Code);
    }

    [Fact]
    public void Json_MessageTooLarge_IsPassedOverWhereLinesTellTheNext()
    {
        FormatLimits limits = FormatLimits.Default with { Bytes = 20 };
        string large = "{\"a\":\"" + new string('x', 200_000) + "\"}";
        IReadOnlyList<Issue> issues = AssertSplits(Json, "{\"a\":1}\n" + large + "\n{\"a\":2}\n" + large, "{\"a\":1}|{\"a\":2}", limits, hasIssues: true);
        Assert.Equal([2, 4], issues.Select(i => i.Position.Line));
        Assert.All(issues, i => Assert.Same(FormatIssues.TooLarge, i.Code));
        issues = AssertSplits(Json, "[{\"a\":1}," + large + ",1]", "{\"a\":1}", limits, hasIssues: true);
        Assert.Same(FormatIssues.TooLarge, Assert.Single(issues).Code);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-32BE")]
    public void Json_OtherEncodings_AreTranscoded(string name)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes("{\"a\":\"é🚀\"}\n{\"b\":1}\n")];
        Assert.Equal("{\"a\":\"é🚀\"}|{\"b\":1}", Split(Json, bytes, FormatLimits.Default, new IssueSink()));
        IssueSink issues = new();
        Split(Json, [0xFF, 0xFE, 0x31, 0, 0x00, 0xD8, 0x0A, 0], FormatLimits.Default, issues);
        Assert.Same(FormatIssues.BadEncoding, Assert.Single(issues.Issues).Code);
    }

    [Fact]
    public void Json_LinesKnowTheirNumbers()
    {
        using MessageSplitter splitter = Json.CreateSplitter(Stream("{}\n\n{}\n{}"), FormatLimits.Default);
        List<int> lines = [];
        while (splitter.TryNext(out _, new IssueSink()))
        {
            lines.Add(splitter.Line);
        }

        Assert.Equal([1, 3, 4], lines);
    }

    [Theory]
    [InlineData("a,b\r\n1,2\r\n\r\n3,\"4\r\n5\"\r\n6,7", "a,b\r\n1,2|a,b\r\n3,\"4\r\n5\"|a,b\r\n6,7")]
    [InlineData("a\n\"x\"\"\ny\"\nz\n", "a\n\"x\"\"\ny\"|a\nz")]
    [InlineData("a\nx\"y\nz\n", "a\nx\"y|a\nz")]
    [InlineData("a,b", "")]
    [InlineData("", "")]
    public void Csv_EachRow_ComesWithItsHeader(string stream, string expected) => AssertSplits(new CsvFormat(), stream, expected);

    [Fact]
    public void Csv_OtherWays_AreSplitToo()
    {
        AssertSplits(new CsvFormat { Header = false, Columns = ["a", "b"] }, "1,2\n3,4\n", "1,2|3,4");
        AssertSplits(new CsvFormat { WholeFile = true }, "a,b\n1,2\n3,4\n", "a,b\n1,2\n3,4");
        byte[] bytes = [.. "a\n"u8, 0x80, (byte)'\n'];
        Assert.Equal("\uFEFFa\n€", Split(new CsvFormat { Encoding = "windows-1252" }, bytes, FormatLimits.Default, new IssueSink()));
        IReadOnlyList<Issue> issues = AssertSplits(new CsvFormat(), "a\n1\n\"" + new string('\n', 200_000) + "\"\n2\n", "a\n1|a\n2",
            FormatLimits.Default with { Bytes = 100 }, hasIssues: true);
        Assert.Same(FormatIssues.TooLarge, Assert.Single(issues).Code);
    }

    [Fact]
    public void Csv_SplitRowsInAnotherEncoding_ReadWell()
    {
        CsvFormat format = new() { Encoding = "iso-8859-15" };
        Shape root = Shape.Root();
        Shape a = root.Child("a");
        root.Freeze();
        using MessageSplitter splitter = format.CreateSplitter(new MemoryStream([.. "a\n"u8, 0xA4]), FormatLimits.Default);
        Assert.True(splitter.TryNext(out ReadOnlyMemory<byte> message, new IssueSink()));
        (MessageTree tree, _, _) = FormatHarness.Read(format, root, message.ToArray());
        Assert.Equal("€", tree.String(tree.Child(tree.RootNode, a)));
    }

    [Fact]
    public void Fixed_EachLine_IsAMessage() => AssertSplits(Fixed, "a\r\n\r\nb\nc", "a|b|c");

    [Fact]
    public void Xml_Whole_IsOneMessage()
    {
        AssertSplits(new XmlFormat(), "<a>\n</a>", "<a>\n</a>");
        AssertSplits(new XmlFormat(), "", "");
        AssertSplits(new XmlFormat(), "<a>12345</a>", "", FormatLimits.Default with { Bytes = 10 }, hasIssues: true);
    }

    [Fact]
    public void Xml_Each_KeepsNamespacesInScope()
    {
        const string Stream = """
            <?xml version="1.0" encoding="utf-8"?><f:File xmlns:f="urn:f" xmlns="urn:d" xmlns:q="urn:q">
              <Body><Skip><Incident/></Skip>
                <Incident f:id="1&#10;" type="q:T">a&amp;b<!-- c --><x xmlns="">&#13;</x></Incident><f:Incident/></Body>
              <Other><Incident>no</Incident></Other>
              <Body><Incident><![CDATA[<3>]]></Incident></Body>
            </f:File>
            """;
        const string Declaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>";
        AssertSplits(new XmlFormat { Each = "Body/Incident" }, Stream,
            Declaration + "<Incident xmlns:f=\"urn:f\" xmlns:q=\"urn:q\" f:id=\"1&#xA;\" type=\"q:T\" xmlns=\"urn:d\">a&amp;b<x xmlns=\"\">&#xD;</x></Incident>|"
            + Declaration + "<f:Incident xmlns=\"urn:d\" xmlns:q=\"urn:q\" xmlns:f=\"urn:f\" />|"
            + Declaration + "<Incident xmlns:f=\"urn:f\" xmlns:q=\"urn:q\" xmlns=\"urn:d\">&lt;3&gt;</Incident>");
    }

    [Fact]
    public void Xml_EachInAnotherEncoding_IsStrict()
    {
        XmlFormat format = new() { Each = "i" };
        byte[] good = [.. "<?xml version='1.0' encoding='windows-1252'?><a><i>"u8, 0x80, .. "</i></a>"u8];
        Assert.EndsWith("<i>€</i>", Split(format, good, FormatLimits.Default, new IssueSink()), StringComparison.Ordinal);
        byte[][] bad =
        [
            [.. "<a><i>"u8, 0x80, .. "</i></a>"u8],
            [.. "<?xml version='1.0' encoding='us-ascii'?><a><i>"u8, 0x80, .. "</i></a>"u8],
        ];
        foreach (byte[] bytes in bad)
        {
            IssueSink issues = new();
            Assert.Equal("", Split(format, bytes, FormatLimits.Default, issues));
            Assert.Same(FormatIssues.BadEncoding, Assert.Single(issues.Issues).Code);
        }
    }

    public static TheoryData<string, string> XmlFaults => new()
    {
        { "<a><i>1</i><i>", "FMT018" },
        { "<a><i></a>", "FMT018" },
        { "<!DOCTYPE a [<!ENTITY x 'x'>]><a><i>&x;</i></a>", "FMT011" },
        { "<a><i>" + string.Concat(Enumerable.Repeat("<b>", 100_000)), "FMT003" },
        { "<a>" + string.Concat(Enumerable.Repeat("<b>", 100_000)), "FMT003" },
        { "<a><i x='" + new string('x', 300_000) + "'/></a>", "FMT002" },
        { "<a>" + string.Concat(Enumerable.Range(0, 110_000).Select(n => $"<n{n}/>")) + "</a>", "FMT018" },
    };

    [Theory]
    [MemberData(nameof(XmlFaults), DisableDiscoveryEnumeration = true)]
    public void Xml_EachFault_IsAnIssue(string stream, string code)
    {
        IssueSink issues = new();
        Split(new XmlFormat { Each = "i" }, Encoding.UTF8.GetBytes(stream), FormatLimits.Default with { Bytes = 100_000 }, issues);
        Assert.Equal(code, Assert.Single(issues.Issues).Code.Code);
    }

    [Fact]
    public void Xml_EachTooLarge_IsPassedOver()
    {
        IssueSink issues = new();
        string text = Split(new XmlFormat { Each = "i" }, Encoding.UTF8.GetBytes("<a><i>1</i><i>" + new string('x', 500_000) + "</i><i>3</i></a>"),
            FormatLimits.Default with { Bytes = 100_000 }, issues);
        Assert.EndsWith("<i>3</i>", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split('|').Length);
        Assert.Same(FormatIssues.TooLarge, Assert.Single(issues.Issues).Code);
    }

    private static IReadOnlyList<Issue> AssertSplits(
        MessageFormat format, string stream, string expected, FormatLimits? limits = null, bool hasIssues = false)
    {
        IssueSink issues = new();
        Assert.Equal(expected, Split(format, Encoding.UTF8.GetBytes(stream), limits ?? FormatLimits.Default, issues));
        Assert.Equal(hasIssues, issues.HasErrors);

        // However few bytes come at a time, the messages are the same.
        IssueSink again = new();
        using DripStream drip = new(Encoding.UTF8.GetBytes(stream));
        Assert.Equal(expected, Split(format, drip, limits ?? FormatLimits.Default, again));
        return issues.Issues;
    }

    private static string Split(MessageFormat format, byte[] bytes, FormatLimits limits, IssueSink issues)
    {
        using MemoryStream stream = new(bytes);
        return Split(format, stream, limits, issues);
    }

    private static string Split(MessageFormat format, Stream stream, FormatLimits limits, IssueSink issues)
    {
        using MessageSplitter splitter = format.CreateSplitter(stream, limits);
        List<string> messages = [];
        while (splitter.TryNext(out ReadOnlyMemory<byte> message, issues))
        {
            messages.Add(Encoding.UTF8.GetString(message.Span).TrimEnd('\r', '\n'));
        }

        Assert.False(splitter.TryNext(out _, issues));
        return string.Join('|', messages);
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
