using System.Text;
using Parley.Engine.Issues;

namespace Parley.Engine.Formats.FixedWidth;

/// <summary>Reads one line, or lines of several kinds. Values point into the message.</summary>
internal sealed class FixedWidthReader : TreeReader
{
    private readonly FixedWidthFormat _format;
    private readonly FixedLayout[] _layouts;
    private readonly (int Start, int Length)[] _keys;

    /// <summary>Makes a reader for a frozen tree of shapes.</summary>
    public FixedWidthReader(Shape root, FixedWidthFormat format, FormatLimits limits)
        : base(root, limits)
    {
        _format = format;
        _layouts = [.. format.Lines.Select(l => new FixedLayout(l, root, format.Group))];
        _keys = new (int, int)[format.Group.Count];
    }

    /// <inheritdoc/>
    protected override bool TryFindEncoding(ReadOnlySpan<byte> message, IssueSink issues, out string encoding)
    {
        encoding = _format.Encoding;
        return true;
    }

    /// <inheritdoc/>
    protected override bool Parse(ReadOnlySpan<byte> text, int root)
    {
        bool good = true;
        int lines = 0;
        for (int start = 0, next; start < text.Length; start = next)
        {
            int end = text[start..].IndexOf((byte)'\n');
            next = end < 0 ? text.Length : start + end + 1;
            ReadOnlySpan<byte> line = text[start..(end < 0 ? next : next - 1)];
            line = line is [.., (byte)'\r'] ? line[..^1] : line;
            if (line.IsEmpty)
            {
                continue;
            }

            lines++;
            good &= ReadLine(text, start, line, root, lines);
            if (Values > Limits.Values)
            {
                return Fault(text, FormatIssues.TooManyValues, $"more than {Limits.Values} fields", start);
            }
        }

        return lines > 0 ? good : Fault(text, FormatIssues.Empty, "there is no line", 0);
    }

    private bool ReadLine(ReadOnlySpan<byte> text, int start, ReadOnlySpan<byte> line, int root, int number)
    {
        if (FixedLayout.Of(line, _layouts) is not { } layout)
        {
            return Fault(text, FormatIssues.UnknownLine, $"line {number} begins with '{Samples.Of(line)}'", start);
        }

        int node = root;
        if (layout.Line.Name.Length == 0)
        {
            if (number > 1)
            {
                return Fault(text, FormatIssues.Malformed, "a message of this type is one line, and here is another", start);
            }
        }
        else if (layout.Shape is null)
        {
            Tree.AddUnknown(new UnknownField(root, layout.Line.Name, null, Offset(start), Samples.Of(line)));
            return AgreesWithOthers(text, start, line, layout, root, number);
        }
        else
        {
            node = Tree.AddChild(root, layout.Shape, NodeKind.Container, Offset(start));
        }

        return HasRightLength(text, start, line, layout)
            && AgreesWithOthers(text, start, line, layout, root, number)
            && ReadFields(text, start, line, layout, node);
    }

    private bool AgreesWithOthers(ReadOnlySpan<byte> text, int start, ReadOnlySpan<byte> line, FixedLayout layout, int root, int number) =>
        _format.Group.Count == 0 || (HasSameKeys(text, start, line, layout, number == 1) && ReadShared(text, start, line, layout, root));

    private bool HasSameKeys(ReadOnlySpan<byte> text, int start, ReadOnlySpan<byte> line, FixedLayout layout, bool first)
    {
        bool ascii = Ascii.IsValid(line);
        for (int i = 0; i < layout.Keys.Length; i++)
        {
            (_, int at, int length) = FixedLayout.Find(line, layout.Keys[i], ascii);
            if (first)
            {
                _keys[i] = (start + at, length);
            }
            else if (!line.Slice(at, length).SequenceEqual(text.Slice(_keys[i].Start, _keys[i].Length)))
            {
                return Fault(text, FormatIssues.Malformed, $"the lines of a message are alike in {string.Join(", ", _format.Group)}, and here another message begins", start);
            }
        }

        return true;
    }

    private bool ReadShared(ReadOnlySpan<byte> text, int start, ReadOnlySpan<byte> line, FixedLayout layout, int root)
    {
        bool ascii = Ascii.IsValid(line);
        foreach ((FixedField field, Shape shape) in layout.Shared)
        {
            (_, int at, int length) = FixedLayout.Find(line, field, ascii);
            int node = Tree.Child(root, shape);
            if (node == 0)
            {
                if (!AddValue(root, shape, start + at, length))
                {
                    return false;
                }
            }
            else if (!Tree.Text(node).SequenceEqual(line.Slice(at, length)))
            {
                return Fault(text, FormatIssues.RowsDiffer,
                    $"here {field.Name} is '{Samples.Of(line.Slice(at, length))}', in a line before it is '{Samples.Of(Tree.Text(node))}'", start + at, shape.Path);
            }
        }

        return true;
    }

    private bool ReadFields(ReadOnlySpan<byte> text, int start, ReadOnlySpan<byte> line, FixedLayout layout, int node)
    {
        bool ascii = Ascii.IsValid(line);
        foreach ((FixedField field, Shape? shape) in layout.Fields)
        {
            (int from, int at, int length) = FixedLayout.Find(line, field, ascii);
            Values++;
            if (length > Limits.ValueBytes)
            {
                return Fault(text, FormatIssues.ValueTooLarge,
                    $"{length} bytes are more than the {Limits.ValueBytes} that one value may have", start + from, shape?.Path ?? "");
            }

            if (shape is not null)
            {
                if (!AddValue(node, shape, start + at, length))
                {
                    return false;
                }
            }
            else if (length > 0 && !layout.Shares(field))
            {
                Tree.AddUnknown(new UnknownField(node, field.Name, null, Offset(start + at), Samples.Of(line.Slice(at, length))));
            }
        }

        return true;
    }

    private bool AddValue(int parent, Shape shape, int start, int length)
    {
        int node = Tree.AddChild(parent, shape, NodeKind.Text, Offset(start));
        if (Start.InScratch)
        {
            Tree.SetScratchValue(node, Start.Start + start, length);
        }
        else
        {
            Tree.SetValue(node, Start.Start + start, length);
        }

        return shape.Embedded is null || Embedded.TryRead(Tree, node, Faults);
    }

    private bool HasRightLength(ReadOnlySpan<byte> text, int start, ReadOnlySpan<byte> line, FixedLayout layout)
    {
        int characters = CountOf(line);
        int width = layout.Line.Width;
        if (characters < width && !_format.TrimEnd)
        {
            return Fault(text, FormatIssues.LineLength, $"the line has {characters} characters, fewer than the {width} of its layout", start);
        }

        // Blanks behind the last field are only padding.
        return characters <= width || line[FixedLayout.ByteOf(line, 0, width)..].Trim((byte)' ').IsEmpty
            || Fault(text, FormatIssues.LineLength, $"the line has {characters} characters, more than the {width} of its layout", start);
    }

    private static int CountOf(ReadOnlySpan<byte> line)
    {
        int count = 0;
        foreach (byte b in line)
        {
            count += (b & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }

    private long Offset(int at) => Start.IsEmbedded ? Start.HostOffset : at;

    private bool Fault(ReadOnlySpan<byte> text, IssueCode code, string message, int offset, string path = "")
    {
        ReadOnlySpan<byte> before = text[..offset];
        Faults.Add(Start.Issue(Tree, code, message, before.Count((byte)'\n') + 1, offset - before.LastIndexOf((byte)'\n'), path));
        return false;
    }
}
