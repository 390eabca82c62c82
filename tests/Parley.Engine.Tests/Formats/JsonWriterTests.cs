using System.Text.Json;
using Parley.Engine.Formats;
using Parley.Engine.Formats.Json;
using Parley.Engine.Issues;
using Xunit;
using static Parley.Engine.Tests.Formats.FormatHarness;

namespace Parley.Engine.Tests.Formats;

public class JsonWriterTests
{
    private static readonly JsonFormat Json = new();

    private readonly Shape _root = Shape.Root();

    [Fact]
    public void Write_EveryKind_IsPlainJson()
    {
        Shape caller = _root.Child("caller");
        Shape surname = caller.Child("sur\"name");
        Shape phones = caller.Child("phones");
        Shape vehicles = _root.Child("vehicles");
        Shape vrm = vehicles.Child("vrm");
        Shape grade = _root.Child("grade");
        Shape open = _root.Child("open");
        Shape none = _root.Child("none");

        string json = WriteText(Json, _root, w =>
        {
            w.StartContainer(caller);
            w.Scalar(surname, "O'Neill \"x\" \\ \n\r\t\b\u0001 é🚀</script>");
            w.StartList(phones);
            w.Scalar(phones, "1"u8, ScalarKind.Text);
            w.Scalar(phones, "2"u8, ScalarKind.Number);
            w.EndList(phones);
            w.EndContainer(caller);
            w.StartList(vehicles);
            foreach (string text in (string[])["A", "B"])
            {
                w.StartContainer(vehicles);
                w.Scalar(vrm, text);
                w.EndContainer(vehicles);
            }

            w.EndList(vehicles);
            w.Scalar(grade, "-1.5E+3"u8, ScalarKind.Number);
            w.Scalar(open, "true"u8, ScalarKind.Boolean);
            w.Scalar(none, default, ScalarKind.Null);
        });

        Assert.Equal(
            """{"caller":{"sur\"name":"O'Neill \"x\" \\ \n\r\t\u0008\u0001 é🚀</script>","phones":["1",2]},"vehicles":[{"vrm":"A"},{"vrm":"B"}],"grade":-1.5E+3,"open":true,"none":null}""",
            json);
        JsonDocument.Parse(json).Dispose();
    }

    [Fact]
    public void Write_ArrayWithinArray_HasNoNames()
    {
        Shape ring = _root.Child("ring");
        Shape item = ring.Child("[]");
        Shape after = _root.Child("after");

        string json = WriteText(Json, _root, w =>
        {
            w.StartList(ring);
            w.StartContainer(ring);
            w.StartList(item);
            w.Scalar(item, "1"u8, ScalarKind.Number);
            w.Scalar(item, "2"u8, ScalarKind.Number);
            w.EndList(item);
            w.EndContainer(ring);
            w.StartContainer(ring);
            w.EndContainer(ring);
            w.EndList(ring);
            w.Scalar(after, "x");
        });

        Assert.Equal("""{"ring":[[1,2],[]],"after":"x"}""", json);
    }

    [Fact]
    public void Write_OutermostArray_HasBrackets()
    {
        Shape item = _root.Child("[]");
        Assert.Equal("[1,2]", WriteText(Json, _root, w =>
        {
            w.StartList(item);
            w.Scalar(item, "1"u8, ScalarKind.Number);
            w.Scalar(item, "2"u8, ScalarKind.Number);
            w.EndList(item);
        }));
    }

    [Fact]
    public void Write_EmbeddedMessage_IsEscapedText()
    {
        Shape payload = _root.Child("payload");
        payload.Embedded = Json;
        Shape a = payload.Child("a");
        Shape b = _root.Child("b");
        Assert.Equal("""{"payload":"{\"a\":\"x\"}","b":"y"}""", WriteText(Json, _root, w =>
        {
            w.StartContainer(payload);
            w.Scalar(a, "x");
            w.EndContainer(payload);
            w.Scalar(b, "y");
        }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("01")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e")]
    [InlineData("+1")]
    [InlineData("1 ")]
    [InlineData("-")]
    [InlineData("NaN")]
    [InlineData("1,\"x\":2")]
    public void Write_NumberThatIsNone_IsAnIssue(string text)
    {
        Shape a = _root.Child("a");
        (_, IReadOnlyList<Issue> issues) = TryWrite(Json, _root, w => w.Scalar(a, Utf8(text), ScalarKind.Number));
        Assert.Same(FormatIssues.NotOfKind, Assert.Single(issues).Code);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("10")]
    [InlineData("1.50")]
    [InlineData("1e9")]
    [InlineData("1.0E-12")]
    public void Write_Number_StaysAsItIs(string text)
    {
        Shape a = _root.Child("a");
        Assert.Equal($$"""{"a":{{text}}}""", WriteText(Json, _root, w => w.Scalar(a, Utf8(text), ScalarKind.Number)));
    }

    [Fact]
    public void Write_HalfACharacter_IsAnIssueAndWritesNothing()
    {
        Shape a = _root.Child("a");
        (_, IReadOnlyList<Issue> issues) = TryWrite(Json, _root, w => w.Scalar(a, "x\ud800"));
        Assert.Same(FormatIssues.UnpairedSurrogate, Assert.Single(issues).Code);
        Assert.Equal("a", issues[0].Path);
        (_, issues) = TryWrite(Json, _root, w => w.Scalar(a, [0xC3], ScalarKind.Text));
        Assert.Same(FormatIssues.BadEncoding, Assert.Single(issues).Code);
    }
}
