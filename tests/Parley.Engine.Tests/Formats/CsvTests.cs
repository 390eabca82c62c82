using System.Text;
using Parley.Engine.Formats;
using Parley.Engine.Formats.Csv;
using Parley.Engine.Formats.Json;
using Parley.Engine.Issues;
using Xunit;
using static Parley.Engine.Tests.Formats.FormatHarness;

namespace Parley.Engine.Tests.Formats;

public class CsvTests
{
    private static readonly CsvFormat Csv = new();

    private readonly Shape _root = Shape.Root();

    [Fact]
    public void TryRead_Row_HasItsColumnsByName()
    {
        Shape b = _root.Child("b");
        Shape a = _root.Child("a \"x\"");
        Shape missing = _root.Child("missing");
        MessageTree tree = ReadWell(Csv, _root, "\"a \"\"x\"\"\",c,b,d\r\n\"one, \"\"1\"\"\r\n2\",,\"\",x\r\n");
        Assert.Equal("one, \"1\"\r\n2", tree.String(tree.Child(tree.RootNode, a)));
        Assert.Equal("", tree.String(tree.Child(tree.RootNode, b)));
        Assert.Equal(0, tree.Child(tree.RootNode, missing));
        Assert.Equal(("d", "x"), (Assert.Single(tree.Unknown).Name, tree.Unknown[0].Sample));
    }

    [Theory]
    [InlineData("a,b\n1,2", "1|2")]
    [InlineData("a,b\r\n1,2\r\n\r\n", "1|2")]
    [InlineData("a,b\n1,\n", "1|")]
    [InlineData("a,b\n1,", "1|")]
    [InlineData("a,b\n,2", "|2")]
    [InlineData("a,b\n\"1\",\"2\"", "1|2")]
    [InlineData("a,b\n\n 1 , 2\t\n", " 1 | 2\t")]
    [InlineData("\uFEFFa,b\n1,2", "1|2")]
    public void TryRead_WaysToEndAndQuote_AreTheSame(string message, string expected)
    {
        Shape a = _root.Child("a");
        Shape b = _root.Child("b");
        MessageTree tree = ReadWell(Csv, _root, message);
        Assert.Equal(expected, tree.String(tree.Child(tree.RootNode, a)) + "|" + tree.String(tree.Child(tree.RootNode, b)));
    }

    [Fact]
    public void TryRead_Trim_DropsBlanksOutsideQuotes()
    {
        Shape a = _root.Child("a");
        Shape b = _root.Child("b");
        MessageTree tree = ReadWell(new CsvFormat { Trim = true }, _root, "a,b\n \t1 ,\" 2 \"\n");
        Assert.Equal("1", tree.String(tree.Child(tree.RootNode, a)));
        Assert.Equal(" 2 ", tree.String(tree.Child(tree.RootNode, b)));
    }

    [Fact]
    public void TryRead_NoHeader_TakesTheColumnsOfTheFormat()
    {
        Shape b = _root.Child("b");
        MessageTree tree = ReadWell(new CsvFormat { Header = false, Columns = ["a", "b"], Delimiter = '\t', Quote = '\0' }, _root, "1\t5\" pipe\n");
        Assert.Equal("5\" pipe", tree.String(tree.Child(tree.RootNode, b)));
        Assert.Throws<InvalidOperationException>(() => new CsvFormat { Header = false }.CreateReader(_root, FormatLimits.Default));
    }

    [Fact]
    public void TryRead_SameReader_FollowsAHeaderThatChanges()
    {
        Shape a = _root.Child("a");
        _root.Freeze();
        MessageReader reader = Csv.CreateReader(_root, FormatLimits.Default);
        MessageTree tree = new();
        IssueSink issues = new();
        foreach (string message in (string[])["a,b\nx,y\n", "a,b\nx,z\n", "b,a\ny,x\n", "a\nx\n", "a,bb\nx,1\n"])
        {
            Assert.True(reader.TryRead(Utf8(message), tree, issues));
            Assert.Equal("x", tree.String(tree.Child(tree.RootNode, a)));
        }
    }

    [Fact]
    public void TryRead_WholeFile_ChainsRowsAndReportsEveryRaggedOne()
    {
        CsvFormat format = new() { WholeFile = true };
        Shape row = _root.Child("row");
        Shape a = row.Child("a");
        MessageTree tree = ReadWell(format, _root, "a,b\n1,x\n2,y\n\n3,z\n");
        List<string> seen = [];
        for (int node = tree.Child(tree.RootNode, row); node != 0; node = tree.Next(node))
        {
            seen.Add(tree.String(tree.Child(node, a)));
        }

        Assert.Equal(["1", "2", "3"], seen);
        Assert.True(Read(format, _root, "a,b\n").Ok);
        (_, IReadOnlyList<Issue> issues, _) = Read(format, _root, "a,b\n1\n2,y\n3,4,5\n");
        Assert.Equal(["row 1 has 1 columns, not 2", "row 3 has 3 columns, not 2"], issues.Select(i => i.Message));
        Assert.Equal([2, 4], issues.Select(i => i.Position.Line));
    }

    public static TheoryData<string, string> Faults => new()
    {
        { "", "FMT020" },
        { "a,b\n", "FMT020" },
        { "a,b\n1,2,3\n", "FMT012" },
        { "a,b\n1\n", "FMT012" },
        { "a,b,a\n1,2,3\n", "FMT013" },
        { "a,b\n1,\"2\n", "FMT001" },
        { "a,b\n1,\"2\"x\n", "FMT001" },
        { "a,b\n1,2\"\n", "FMT001" },
        { "a,\"b\n1,2\n", "FMT001" },
        { "a,b\n1,2\n3,4\n", "FMT001" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void TryRead_Fault_IsAnIssue(string message, string code)
    {
        _root.Child("a");
        Assert.Equal(code, ReadFault(Csv, _root, message).Code.Code);
    }

    [Fact]
    public void TryRead_CutAnywhere_NeverThrows()
    {
        _root.Child("a");
        byte[] message = Utf8("a,\"b\"\"\",c\r\n\"é\"\"🚀\",\"x\r\ny\",z\r\n");
        for (int length = 0; length < message.Length; length++)
        {
            // Without its last columns or its quote's end a row is a fault; only the line's end, and the last value's, may be missing.
            bool complete = length >= message.Length - 3;
            Assert.Equal(complete, Read(Csv, _root, message[..length]).Ok);
        }
    }

    [Fact]
    public void TryRead_PastALimit_IsAnIssueOfThatLimit()
    {
        _root.Child("a");
        FormatLimits limits = new(100, 5, 3, 10);
        Assert.Same(FormatIssues.TooLarge, ReadFault(Csv, _root, "a\n" + new string('x', 100), limits).Code);
        Assert.Same(FormatIssues.TooManyValues, ReadFault(Csv, _root, "a,b,c,d\n1,2,3,4", limits).Code);
        Assert.Same(FormatIssues.ValueTooLarge, ReadFault(Csv, _root, "a\n12345678901", limits).Code);
    }

    [Fact]
    public void TryRead_Encodings_AreDecodedStrictly()
    {
        Shape a = _root.Child("a");
        (MessageTree tree, _, _) = Read(new CsvFormat { Encoding = "windows-1252" }, _root, [.. "a\n"u8, 0x80]);
        Assert.Equal("€", tree.String(tree.Child(tree.RootNode, a)));
        (tree, _, _) = Read(Csv, _root, [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("a\n🚀")]);
        Assert.Equal("🚀", tree.String(tree.Child(tree.RootNode, a)));
        Assert.Same(FormatIssues.BadEncoding, ReadFault(Csv, _root, [.. "a\n"u8, 0x80]).Code);
        Assert.Same(FormatIssues.UnknownEncoding, ReadFault(new CsvFormat { Encoding = "klingon" }, _root, "a\n1").Code);
    }

    [Fact]
    public void Write_Row_HasHeaderAndOrderOfTheColumns()
    {
        Shape b = _root.Child("b");
        Shape a = _root.Child("a");
        CsvFormat format = new() { Columns = ["a", "unwritten", "b,"] };
        Assert.Throws<ArgumentException>(() => Write(format, _root, _ => { }));
        format = new() { Columns = ["a", "x,y", "b"] };
        Assert.Equal("a,\"x,y\",b\r\n\"1\"\"\n\",,\" 2\"\r\n", WriteText(format, _root, w =>
        {
            w.Scalar(b, " 2");
            w.Scalar(a, "1\"\n");
        }));
    }

    [Fact]
    public void Write_WholeFile_WritesRows()
    {
        Shape row = _root.Child("row");
        Shape a = row.Child("a");
        CsvFormat format = new() { WholeFile = true, QuoteAll = true, NewLine = "\n", Delimiter = ';' };
        Assert.Equal("\"a\"\n\"1\"\n\"\"\n", WriteText(format, _root, w =>
        {
            w.StartList(row);
            w.StartContainer(row);
            w.Scalar(a, "1");
            w.EndContainer(row);
            w.StartContainer(row);
            w.EndContainer(row);
            w.EndList(row);
        }));
    }

    [Fact]
    public void Write_WithoutQuotes_RefusesWhatNeedsThem()
    {
        Shape a = _root.Child("a");
        (_, IReadOnlyList<Issue> issues) = TryWrite(new CsvFormat { Quote = '\0' }, _root, w => w.Scalar(a, "1,2"));
        Assert.Same(FormatIssues.CannotCarry, Assert.Single(issues).Code);
        (_, issues) = TryWrite(new CsvFormat { Encoding = "us-ascii" }, _root, w => w.Scalar(a, "é"));
        Assert.Equal("us-ascii has no character U+00E9", Assert.Single(issues).Message);
    }

    [Fact]
    public void RoundTrip_EmbeddedJson_ComesBack()
    {
        Shape payload = _root.Child("payload");
        payload.Embedded = new JsonFormat();
        Shape x = payload.Child("x");
        string csv = WriteText(Csv, _root, w =>
        {
            w.StartContainer(payload);
            w.Scalar(x, "a\"b");
            w.EndContainer(payload);
        });
        MessageTree tree = ReadWell(Csv, _root, csv);
        Assert.Equal("a\"b", tree.String(tree.Child(tree.Child(tree.RootNode, payload), x)));
    }
}
