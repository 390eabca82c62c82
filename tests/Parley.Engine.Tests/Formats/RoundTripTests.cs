using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Parley.Engine.Formats;
using Parley.Engine.Formats.Csv;
using Parley.Engine.Formats.FixedWidth;
using Parley.Engine.Formats.Json;
using Parley.Engine.Formats.Xml;
using Parley.Engine.Issues;
using Xunit;
using static Parley.Engine.Tests.Formats.FormatHarness;

namespace Parley.Engine.Tests.Formats;

/// <summary>Whatever is written is read back the same.</summary>
public class RoundTripTests
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(100);

    public static TheoryData<MessageFormat> Tables =>
    [
        new CsvFormat(),
        new CsvFormat { Delimiter = '\t', QuoteAll = true, NewLine = "\n" },
        new CsvFormat { Header = false, Columns = ["b", "a"], Trim = true, Quote = '\'', Delimiter = '|' },
        new CsvFormat { Encoding = "utf-16" },
    ];

    [Fact]
    public void Json_NaughtyStrings_ComeBack() => AssertStrings(new JsonFormat(), Shape.Root(), [.. NaughtyStrings.All, .. NaughtyStrings.Controls]);

    [Theory]
    [MemberData(nameof(Tables), DisableDiscoveryEnumeration = true)]
    public void Csv_NaughtyStrings_ComeBack(MessageFormat format) =>
        AssertStrings(format, Shape.Root(), [.. NaughtyStrings.All, .. NaughtyStrings.Controls]);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    public void Xml_NaughtyStrings_ComeBack(string encoding)
    {
        Shape root = Shape.Root();
        AssertStrings(new XmlFormat { Encoding = encoding }, root, NaughtyStrings.All, root.Child("p"));
    }

    [Fact]
    public void Xml_NaughtyStringsInAttributes_ComeBack()
    {
        Shape root = Shape.Root();
        Shape a = root.Child("p").Child("a", null, isAttribute: true);
        foreach (string text in NaughtyStrings.All)
        {
            byte[] xml = Write(new XmlFormat(), root, w =>
            {
                w.StartContainer(a.Parent!);
                w.Scalar(a, text);
                w.EndContainer(a.Parent!);
            });
            (MessageTree tree, _, _) = Read(new XmlFormat(), root, xml);
            Assert.Equal(text, tree.String(tree.Child(tree.Child(tree.RootNode, a.Parent!), a)));
        }
    }

    [Fact]
    public void Xml_ControlCharacters_AreAlwaysAnIssue()
    {
        Shape root = Shape.Root();
        Shape p = root.Child("p");
        foreach (string text in NaughtyStrings.Controls)
        {
            (_, IReadOnlyList<Issue> issues) = TryWrite(new XmlFormat(), root, w => w.Scalar(p, text));
            Assert.Same(FormatIssues.CannotCarry, Assert.Single(issues).Code);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Xml_NaughtyStringsInEmbeddedJsonAndXml_ComeBack(bool asCData)
    {
        XmlFormat format = new() { EmbeddedAsCData = asCData };
        Shape root = Shape.Root();
        Shape payload = root.Child("w").Child("p");
        payload.Embedded = new XmlFormat();
        Shape inner = payload.Child("i");
        inner.Embedded = new JsonFormat();
        Shape a = inner.Child("a");
        foreach (string text in NaughtyStrings.All)
        {
            byte[] xml = Write(format, root, w =>
            {
                w.StartContainer(payload.Parent!);
                w.StartContainer(payload);
                w.StartContainer(inner);
                w.Scalar(a, text);
                w.EndContainer(inner);
                w.EndContainer(payload);
                w.EndContainer(payload.Parent!);
            });
            (MessageTree tree, _, _) = Read(format, root, xml);
            int node = tree.Child(tree.Child(tree.Child(tree.RootNode, payload.Parent!), payload), inner);
            Assert.Equal(text, tree.String(tree.Child(node, a)));
        }
    }

    [Fact]
    public void FixedWidth_AnyTextThatFits_ComesBackWithoutPadding() => Prop.ForAll<NonNull<string>, NonNull<string>>((x, y) =>
    {
        FixedWidthFormat format = new() { Lines = [new FixedLine("", null, [new("a", 2, 40), new("b", 50, 40, '*', true)])] };
        Shape root = Shape.Root();
        (Shape a, Shape b) = (root.Child("a"), root.Child("b"));
        (string first, string second) = (Whole(x.Get, 40).TrimEnd(' '), Whole(y.Get, 40).TrimStart('*'));
        byte[] line = Write(format, root, w =>
        {
            w.Scalar(b, second);
            w.Scalar(a, first);
        });
        (MessageTree tree, _, bool ok) = Read(format, root, line);
        return ok && tree.String(tree.Child(tree.RootNode, a)) == first && tree.String(tree.Child(tree.RootNode, b)) == second;
    }).Check(Quick);

    [Fact]
    public void Json_AnyTree_ComesBack() => AnyTree(new JsonFormat(), isXml: false);

    [Fact]
    public void Xml_AnyTree_ComesBack() => AnyTree(
        new XmlFormat { Namespaces = new Dictionary<string, string> { ["p"] = "urn:example:1", [""] = "urn:example:2" } }, isXml: true);

    [Fact]
    public void Json_AnyBytes_NeverThrow() => AnyBytes(new JsonFormat(), Utf8("{\"a\":[1,{\"b\":\"\\u00e9\"}],\"c\":null}"));

    [Fact]
    public void Xml_AnyBytes_NeverThrow() => AnyBytes(new XmlFormat(), Utf8("<?xml version=\"1.0\" encoding=\"utf-8\"?><a x='&lt;'><b>é</b><![CDATA[x]]></a>"));

    [Fact]
    public void Csv_AnyBytes_NeverThrow() => AnyBytes(new CsvFormat { WholeFile = true }, Utf8("a,b\r\n\"1\"\"\",2\r\n3,4\r\n"));

    [Fact]
    public void FixedWidth_AnyBytes_NeverThrow() => AnyBytes(
        new FixedWidthFormat { Lines = [new FixedLine("a", new FixedTag(1, 1, "A"), [new("b", 2, 3)])] }, Utf8("Aabc\r\nA12é\r\n"));

    // Messages with a few bytes changed, which come further into a reader than noise does.
    private static void AnyBytes(MessageFormat format, byte[] message)
    {
        Shape root = Shape.Root();
        root.Child("a").Child("b");
        root.Child("c");
        root.Freeze();
        Prop.ForAll<(byte At, byte Value)[]>(changes =>
        {
            byte[] changed = [.. message];
            foreach ((byte at, byte value) in changes)
            {
                changed[at % changed.Length] = value;
            }

            Read(format, root, changed);
            IssueSink issues = new();
            using MessageSplitter splitter = format.CreateSplitter(new MemoryStream(changed), FormatLimits.Default);
            int count = 0;
            while (splitter.TryNext(out ReadOnlyMemory<byte> part, issues))
            {
                Read(format, root, part.ToArray());
                count++;
            }

            return count <= changed.Length;
        }).Check(Quick.WithMaxTest(500));
    }

    private static void AnyTree(MessageFormat format, bool isXml) => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        Random random = new(seed);
        Shape root = Shape.Root();
        Shape top = isXml ? root.Child("top", "urn:example:2") : root;
        Grow(top, random, 0, isXml);
        (byte[] message, IReadOnlyList<Issue> issues) = TryWrite(format, root, w =>
        {
            if (isXml)
            {
                w.StartContainer(top);
            }

            Fill(top, w, random, isXml);
            if (isXml)
            {
                w.EndContainer(top);
            }
        });
        Assert.Empty(issues);
        (MessageTree tree, IReadOnlyList<Issue> faults, _) = Read(format, root, message);
        Assert.Empty(faults);
        Assert.Empty(tree.Unknown);
        (byte[] again, _) = TryWrite(format, root, w => Copy(tree, tree.RootNode, w));
        (MessageTree second, _, _) = Read(format, root, again);
        Assert.Equal(Describe(tree, tree.RootNode), Describe(second, second.RootNode));

        // What was written must also be what an independent parser sees.
        Assert.Equal(Texts(format, message), Texts(format, again));
    }).Check(Quick);

    private static string Texts(MessageFormat format, byte[] message)
    {
        if (format is JsonFormat)
        {
            using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(message);
            return string.Join('|', json.RootElement.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => p.Value.ToString()));
        }

        System.Xml.Linq.XElement xml = System.Xml.Linq.XDocument.Load(new MemoryStream(message)).Root!;
        return string.Join('|', xml.DescendantsAndSelf().Select(e => e.Name.ToString()).Order(StringComparer.Ordinal));
    }

    private static void Grow(Shape shape, Random random, int depth, bool isXml)
    {
        int children = random.Next(depth == 0 ? 1 : 0, 5);
        for (int i = 0; i < children; i++)
        {
            string? uri = isXml ? random.Next(4) switch { 0 => null, 1 => "", 2 => "urn:example:1", _ => "urn:example:" + random.Next(1, 4) } : null;
            if (isXml && random.Next(3) == 0)
            {
                shape.Child("a" + i, uri, isAttribute: true);
                continue;
            }

            Shape child = shape.Child("n" + i + (isXml ? "" : "\"é\n🚀"), uri);
            if (depth < 4 && random.Next(2) == 0)
            {
                Grow(child, random, depth + 1, isXml);
            }
        }
    }

    private static void Fill(Shape shape, MessageWriter writer, Random random, bool isXml)
    {
        foreach (Shape child in shape.Children.OrderByDescending(c => c.IsAttribute))
        {
            int count = child.IsAttribute ? random.Next(2) : random.Next(4);
            if (count > 1)
            {
                writer.StartList(child);
            }

            for (int i = 0; i < count; i++)
            {
                if (child.Children.Count > 0)
                {
                    writer.StartContainer(child);
                    Fill(child, writer, random, isXml);
                    writer.EndContainer(child);
                }
                else
                {
                    WriteValue(child, writer, random, isXml);
                }
            }

            if (count > 1)
            {
                writer.EndList(child);
            }
        }
    }

    private static void WriteValue(Shape shape, MessageWriter writer, Random random, bool isXml)
    {
        switch (isXml ? 0 : random.Next(6))
        {
            case 1:
                writer.Scalar(shape, Utf8(random.Next().ToString(System.Globalization.CultureInfo.InvariantCulture)), ScalarKind.Number);
                break;
            case 2:
                writer.Scalar(shape, "false"u8, ScalarKind.Boolean);
                break;
            case 3:
                writer.Scalar(shape, default, ScalarKind.Null);
                break;
            default:
                writer.Scalar(shape, NaughtyStrings.All[random.Next(NaughtyStrings.All.Count)]);
                break;
        }
    }

    // FsCheck's strings hold halves of characters and line ends; a column holds neither.
    private static string Whole(string text, int most)
    {
        IEnumerable<Rune> runes = text.EnumerateRunes().Where(r => r != Rune.ReplacementChar && r.Value is not ('\r' or '\n')).Take(most);
        return string.Concat(runes);
    }

    private static void AssertStrings(MessageFormat format, Shape root, IReadOnlyList<string> texts, Shape? parent = null)
    {
        Shape a = (parent ?? root).Child("a");
        Shape b = (parent ?? root).Child("b");
        foreach (string text in texts)
        {
            byte[] message = Write(format, root, w =>
            {
                if (parent is not null)
                {
                    w.StartContainer(parent);
                }

                w.Scalar(a, text);
                w.Scalar(b, Utf8(text), ScalarKind.Text);
                if (parent is not null)
                {
                    w.EndContainer(parent);
                }
            });
            (MessageTree tree, IReadOnlyList<Issue> issues, _) = Read(format, root, message);
            Assert.Empty(issues);
            int node = parent is null ? tree.RootNode : tree.Child(tree.RootNode, parent);
            Assert.Equal(text, tree.String(tree.Child(node, a)));
            Assert.Equal(text, tree.String(tree.Child(node, b)));
        }
    }
}
