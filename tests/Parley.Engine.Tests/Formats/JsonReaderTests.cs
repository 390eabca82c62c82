using System.Text;
using Parley.Engine.Formats;
using Parley.Engine.Formats.Json;
using Parley.Engine.Issues;
using Xunit;
using static Parley.Engine.Tests.Formats.FormatHarness;

namespace Parley.Engine.Tests.Formats;

public class JsonReaderTests
{
    private static readonly JsonFormat Json = new();

    private readonly Shape _root = Shape.Root();

    [Fact]
    public void TryRead_KnownFields_AreNodesOfTheirShapes()
    {
        Shape caller = _root.Child("caller");
        Shape surname = caller.Child("surname");
        Shape count = _root.Child("count");
        Shape open = _root.Child("open");
        Shape closed = _root.Child("closed");
        Shape none = _root.Child("none");

        MessageTree tree = ReadWell(Json, _root, """{"caller":{"surname":"O\u0027Neill \ud83d\ude80"},"count":-1.50e3,"open":true,"closed":false,"none":null}""");

        int root = tree.RootNode;
        Assert.Equal("O'Neill 🚀", tree.String(tree.Child(tree.Child(root, caller), surname)));
        Assert.Equal("-1.50e3", tree.String(tree.Child(root, count)));
        Assert.Equal(NodeKind.Number, tree.Kind(tree.Child(root, count)));
        Assert.Equal(NodeKind.True, tree.Kind(tree.Child(root, open)));
        Assert.Equal(NodeKind.False, tree.Kind(tree.Child(root, closed)));
        Assert.Equal(NodeKind.Null, tree.Kind(tree.Child(root, none)));
        Assert.Empty(tree.Unknown);
    }

    [Fact]
    public void TryRead_Array_ChainsItemsInOrder()
    {
        Shape vehicles = _root.Child("vehicles");
        Shape vrm = vehicles.Child("vrm");

        MessageTree tree = ReadWell(Json, _root, """{"vehicles":[{"vrm":"A"},{"vrm":"B"},{"vrm":"C"}]}""");

        List<string> seen = [];
        for (int node = tree.Child(tree.RootNode, vehicles); node != 0; node = tree.Next(node))
        {
            seen.Add(tree.String(tree.Child(node, vrm)));
        }

        Assert.Equal(["A", "B", "C"], seen);
    }

    [Fact]
    public void TryRead_EmptyArray_LeavesNoNode()
    {
        Shape list = _root.Child("list");
        MessageTree tree = ReadWell(Json, _root, """{"list":[]}""");
        Assert.Equal(0, tree.Child(tree.RootNode, list));
    }

    [Fact]
    public void TryRead_ArrayWithinArray_HasItemsBelowBrackets()
    {
        Shape item = _root.Child("ring").Child("[]");
        MessageTree tree = ReadWell(Json, _root, """{"ring":[[1,2],[3,4]]}""");
        int second = tree.Next(tree.Child(tree.RootNode, item.Parent!));
        Assert.Equal("3", tree.String(tree.Child(second, item)));
        Assert.Equal("4", tree.String(tree.Next(tree.Child(second, item))));
    }

    [Fact]
    public void TryRead_OutermostArray_NeedsBrackets()
    {
        Assert.Same(FormatIssues.WrongRoot, ReadFault(Json, Shape.Root(), "[1]").Code);
        Shape item = _root.Child("[]");
        MessageTree tree = ReadWell(Json, _root, "[1,2]");
        Assert.Equal("2", tree.String(tree.Next(tree.Child(tree.RootNode, item))));
    }

    [Fact]
    public void TryRead_UnknownFields_AreReportedWithSamples()
    {
        Shape caller = _root.Child("caller");
        MessageTree tree = ReadWell(Json, _root, """{"x":"abc","caller":{"y":{"z":[1,{"w":2}]}},"n":12}""");
        Assert.Equal(["x:abc", "y:", "n:12"], tree.Unknown.Select(u => $"{u.Name}:{u.Sample}"));
        Assert.Equal(tree.Child(tree.RootNode, caller), tree.Unknown[1].Parent);
        Assert.Equal(new SourcePosition(null, 1, 2), tree.PositionAt(tree.Unknown[0].Offset));
    }

    [Fact]
    public void TryRead_EscapedName_FindsItsShape()
    {
        Shape surname = _root.Child("surname");
        MessageTree tree = ReadWell(Json, _root, """{"sur\u006eame":"X"}""");
        Assert.Equal("X", tree.String(tree.Child(tree.RootNode, surname)));
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":[],"a":2}""")]
    [InlineData("""{"a":[],"a":[]}""")]
    [InlineData("""{"a":null,"\u0061":null}""")]
    [InlineData("""{"zz":1,"zz":2}""")]
    [InlineData("""{"zz":[],"z\u007a":2}""")]
    public void TryRead_DuplicateKey_IsAnIssue(string message)
    {
        _root.Child("a");
        Assert.Same(FormatIssues.DuplicateField, ReadFault(Json, _root, message).Code);
    }

    [Theory]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a":"\udc00"}""")]
    [InlineData("""{"a":"\ud800\u0041"}""")]
    [InlineData("""{"\ud800":1}""")]
    public void TryRead_LoneSurrogate_IsAnIssue(string message)
    {
        _root.Child("a");
        Assert.Same(FormatIssues.UnpairedSurrogate, ReadFault(Json, _root, message).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    public void TryRead_Nothing_IsAnIssue(string message) =>
        Assert.Same(FormatIssues.Empty, ReadFault(Json, _root, message).Code);

    [Theory]
    [InlineData("""{"a":1}x""")]
    [InlineData("""{"a":1}{"a":2}""")]
    [InlineData("""{"a":01}""")]
    [InlineData("""{"a":NaN}""")]
    [InlineData("""{'a':1}""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a":1/*c*/}""")]
    [InlineData("{\"a\":\"\t\"}")]
    [InlineData("{\"a\":\0}")]
    public void TryRead_Malformed_IsAnIssueWithItsPlace(string message)
    {
        _root.Child("a");
        Issue issue = ReadFault(Json, _root, message);
        Assert.Same(FormatIssues.Malformed, issue.Code);
        Assert.Equal(1, issue.Position.Line);
        Assert.InRange(issue.Position.Column, 2, message.Length);
        Assert.DoesNotContain("LineNumber", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_MalformedInUnknownPart_IsAnIssue() =>
        Assert.Same(FormatIssues.Malformed, ReadFault(Json, _root, """{"x":{"y":[1,}]}}""").Code);

    [Fact]
    public void TryRead_CutAnywhere_IsAnIssueAndNeverThrows()
    {
        Shape caller = _root.Child("caller");
        caller.Child("näme");
        _root.Child("list").Child("[]");
        byte[] message = Utf8("""{"caller":{"näme":"Zoë \u00e9 🚀","x":[1,2,{"y":null}]},"list":[[1.5e3],[true]]}""");
        for (int length = 0; length < message.Length; length++)
        {
            ReadFault(Json, _root, message[..length]);
        }

        Assert.True(Read(Json, _root, message).Ok);
    }

    [Theory]
    [InlineData("known")]
    [InlineData("other")]
    public void TryRead_TooDeep_IsAnIssue(string name)
    {
        Shape shape = _root;
        for (int i = 0; i < 70; i++)
        {
            shape = shape.Child("known");
        }

        static string Nested(string name, int depth) =>
            string.Concat(Enumerable.Repeat($"{{\"{name}\":", depth)) + "1" + new string('}', depth);

        Assert.True(Read(Json, _root, Nested(name, 64)).Ok);
        Assert.Same(FormatIssues.TooDeep, ReadFault(Json, _root, Nested(name, 65)).Code);
        Assert.Same(FormatIssues.TooDeep, ReadFault(Json, _root, Nested(name, 100_000)).Code);
        Assert.Same(FormatIssues.TooDeep, ReadFault(Json, _root, "{\"x\":" + new string('[', 1_000_000)).Code);
    }

    [Fact]
    public void TryRead_PastALimit_IsAnIssueOfThatLimit()
    {
        _root.Child("a");
        FormatLimits limits = new(100, 5, 3, 10);
        Assert.Same(FormatIssues.TooLarge, ReadFault(Json, _root, $$"""{"a":"{{new string('x', 100)}}"}""", limits).Code);
        Assert.Same(FormatIssues.TooManyValues, ReadFault(Json, _root, """{"a":[1,2,3,4]}""", limits).Code);
        Assert.Same(FormatIssues.TooManyValues, ReadFault(Json, _root, """{"b":[1,2,3,4]}""", limits).Code);
        Assert.Same(FormatIssues.ValueTooLarge, ReadFault(Json, _root, """{"a":"12345678901"}""", limits).Code);
        Assert.Same(FormatIssues.ValueTooLarge, ReadFault(Json, _root, """{"b":"12345678901"}""", limits).Code);
        Assert.Same(FormatIssues.ValueTooLarge, ReadFault(Json, _root, """{"a":"\n2345678901"}""", limits).Code);
        Assert.True(Read(Json, _root, """{"a":["1234567890",2,3]}""", limits).Ok);
    }

    [Fact]
    public void TryRead_BadByte_IsAnIssueWithItsOffset()
    {
        _root.Child("a");
        Issue issue = ReadFault(Json, _root, [.. "{\"a\":\n\"x"u8, 0xFF, .. "\"}"u8]);
        Assert.Same(FormatIssues.BadEncoding, issue.Code);
        Assert.Equal("byte 0xFF at offset 8 is not valid UTF-8", issue.Message);
        Assert.Equal(new SourcePosition(null, 2, 3), issue.Position);
    }

    public static TheoryData<string> Encodings => ["utf-8", "utf-16", "utf-16BE", "utf-32", "utf-32BE"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void TryRead_ByteOrderMark_TellsTheEncoding(string name)
    {
        Shape a = _root.Child("a");
        Encoding encoding = Encoding.GetEncoding(name);
        (MessageTree tree, _, bool ok) = Read(Json, _root, [.. encoding.Preamble, .. encoding.GetBytes("""{"a":"Zoë 🚀"}""")]);
        Assert.True(ok);
        Assert.Equal("Zoë 🚀", tree.String(tree.Child(tree.RootNode, a)));
    }

    [Fact]
    public void TryRead_LoneSurrogateInUtf16_IsAnIssue() =>
        Assert.Same(FormatIssues.BadEncoding, ReadFault(Json, _root, [0xFF, 0xFE, 0x7B, 0, 0x00, 0xD8, 0x7D, 0]).Code);

    [Fact]
    public void TryRead_EmbeddedJson_BecomesChildrenOfItsField()
    {
        Shape payload = _root.Child("payload");
        payload.Embedded = Json;
        Shape inner = payload.Child("inner");
        inner.Embedded = Json;
        Shape a = inner.Child("a");

        MessageTree tree = ReadWell(Json, _root, """{"payload":"{\"inner\":\"{\\\"a\\\":\\\"x\\\\u00e9\\\"}\",\"other\":1}"}""");

        int node = tree.Child(tree.RootNode, payload);
        Assert.Equal("xé", tree.String(tree.Child(tree.Child(node, inner), a)));
        Assert.Equal("other", Assert.Single(tree.Unknown).Name);
        Issue issue = ReadFault(Json, _root, """{"payload":"{\"inner\":}"}""");
        Assert.Equal("payload", issue.Path);
        Assert.StartsWith("at 1:10 of the message that the field carries", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_SteadyState_AllocatesNothing()
    {
        Shape a = _root.Child("a");
        a.Child("b");
        _root.Child("c");
        _root.Freeze();
        byte[] message = Utf8("""{"a":[{"b":"x\n"},{"b":"y"}],"c":[]}""");
        MessageReader reader = Json.CreateReader(_root, FormatLimits.Default);
        MessageTree tree = new();
        IssueSink issues = new();
        reader.TryRead(message, tree, issues);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            reader.TryRead(message, tree, issues);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
