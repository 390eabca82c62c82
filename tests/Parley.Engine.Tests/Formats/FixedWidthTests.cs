using Parley.Engine.Formats;
using Parley.Engine.Formats.FixedWidth;
using Parley.Engine.Issues;
using Xunit;
using static Parley.Engine.Tests.Formats.FormatHarness;

namespace Parley.Engine.Tests.Formats;

public class FixedWidthTests
{
    private static readonly FixedWidthFormat One = new()
    {
        Lines = [new FixedLine("", null, [new("name", 1, 6), new("count", 9, 4, '0', true), new("last", 13, 2)])],
    };

    private static readonly FixedWidthFormat Kinds = new()
    {
        Lines =
        [
            new FixedLine("head", new FixedTag(1, 2, "H"), [new("id", 3, 4)]),
            new FixedLine("item", new FixedTag(1, 2, "I1"), [new("text", 3, 5)]),
        ],
        NewLine = "\n",
    };

    private readonly Shape _root = Shape.Root();

    [Fact]
    public void TryRead_Line_HasFieldsWithoutTheirPadding()
    {
        Shape name = _root.Child("name");
        Shape count = _root.Child("count");
        MessageTree tree = ReadWell(One, _root, "Zoë 🚀 x 0070ab\r\n");
        Assert.Equal("Zoë 🚀", tree.String(tree.Child(tree.RootNode, name)));
        Assert.Equal("70", tree.String(tree.Child(tree.RootNode, count)));
        Assert.Equal(["last:ab", "7-8:x"], tree.Unknown.Select(u => $"{u.Name}:{u.Sample}"));
        Assert.Equal("0", ReadValue("      ", "0000", count));
        Assert.Equal("", ReadValue("      ", "0000", name));
    }

    [Fact]
    public void TryRead_Kinds_AreToldByTheirTags()
    {
        Shape id = _root.Child("head").Child("id");
        Shape item = _root.Child("item");
        Shape text = item.Child("text");
        MessageTree tree = ReadWell(Kinds, _root, "H 0001\nI1one  \nI1two  \n");
        Assert.Equal("0001", tree.String(tree.Child(tree.Child(tree.RootNode, id.Parent!), id)));
        Assert.Equal("two", tree.String(tree.Child(tree.Next(tree.Child(tree.RootNode, item)), text)));
    }

    [Theory]
    [InlineData("", "FMT020")]
    [InlineData("\n\n", "FMT020")]
    [InlineData("X 0001\n", "FMT016")]
    [InlineData("H 001\n", "FMT017")]
    [InlineData("H 00001\n", "FMT017")]
    public void TryRead_Fault_IsAnIssue(string message, string code)
    {
        _root.Child("head").Child("id");
        Assert.Equal(code, ReadFault(Kinds, _root, message).Code.Code);
    }

    [Fact]
    public void TryRead_SecondLineWhereOneIsTheMessage_IsAnIssue() =>
        Assert.Same(FormatIssues.Malformed, ReadFault(One, _root, "Zoë     0070ab\nZoë     0070ab\n").Code);

    [Fact]
    public void TryRead_BlanksLeftOut_AreAllowedWhenTheFormatSaysSo()
    {
        Shape name = _root.Child("name");
        Assert.Same(FormatIssues.LineLength, ReadFault(One, _root, "Zo\n").Code);
        MessageTree tree = ReadWell(new FixedWidthFormat { Lines = One.Lines, TrimEnd = true }, _root, "Zo\n");
        Assert.Equal("Zo", tree.String(tree.Child(tree.RootNode, name)));
        Assert.True(Read(One, _root, "Zoë     0070ab   \n").Ok);
    }

    [Fact]
    public void TryRead_CutAnywhere_IsAnIssueAndNeverThrows()
    {
        _root.Child("name");
        byte[] message = Utf8("Zoë 🚀   0070ab");
        for (int length = 0; length < message.Length; length++)
        {
            ReadFault(One, _root, message[..length]);
        }
    }

    [Fact]
    public void Write_Line_PadsEveryField()
    {
        Shape count = _root.Child("count");
        Shape name = _root.Child("name");
        Assert.Equal("Zoë 🚀   0007  \r\n", WriteText(One, _root, w =>
        {
            w.Scalar(count, "7"u8, ScalarKind.Number);
            w.Scalar(name, "Zoë 🚀");
        }));
        Assert.Equal("        0007\r\n", WriteText(new FixedWidthFormat { Lines = One.Lines, TrimEnd = true }, _root, w => w.Scalar(count, "7")));
    }

    [Fact]
    public void Write_Kinds_WriteTheirTags()
    {
        Shape id = _root.Child("head").Child("id");
        Shape item = _root.Child("item");
        Shape text = item.Child("text");
        Assert.Equal("H 1   \nI1a    \nI1b    \n", WriteText(Kinds, _root, w =>
        {
            w.StartContainer(id.Parent!);
            w.Scalar(id, "1");
            w.EndContainer(id.Parent!);
            w.StartList(item);
            foreach (string value in (string[])["a", "b"])
            {
                w.StartContainer(item);
                w.Scalar(text, value);
                w.EndContainer(item);
            }

            w.EndList(item);
        }));
    }

    [Theory]
    [InlineData("1234567", "FMT015")]
    [InlineData("a\nb", "FMT014")]
    public void Write_ValueThatDoesNotFit_IsAnIssue(string value, string code)
    {
        Shape name = _root.Child("name");
        (_, IReadOnlyList<Issue> issues) = TryWrite(One, _root, w => w.Scalar(name, value));
        Assert.Equal((code, "name"), (Assert.Single(issues).Code.Code, issues[0].Path));
    }

    [Fact]
    public void Create_UnusableLayout_IsMisuse()
    {
        FixedWidthFormat overlapping = new() { Lines = [new FixedLine("", null, [new("a", 1, 2), new("b", 2, 2)])] };
        Assert.Throws<InvalidOperationException>(() => overlapping.CreateReader(_root, FormatLimits.Default));
        _root.Child("absent");
        _root.Freeze();
        Assert.Throws<ArgumentException>(() => One.CreateWriter(_root));
    }

    private string ReadValue(string name, string count, Shape shape)
    {
        MessageTree tree = ReadWell(One, _root, $"{name}  {count}  ");
        return tree.String(tree.Child(tree.RootNode, shape));
    }
}
