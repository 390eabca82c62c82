using System.Text;

namespace Parley.Engine.Formats.FixedWidth;

/// <summary>A kind of line as reader and writer use it: its fields with the shapes that know them, and what lies between fields.</summary>
internal sealed class FixedLayout
{
    /// <summary>Prepares a line for a tree of shapes.</summary>
    /// <param name="line">The line.</param>
    /// <param name="root">The root of the shapes.</param>
    /// <param name="group">The fields whose values the lines of one message share.</param>
    public FixedLayout(FixedLine line, Shape root, IReadOnlyList<string> group)
    {
        Line = line;
        Shape = line.Name.Length == 0 ? root : root.Find(line.Name, null, false);
        Fields = [.. line.Fields.Select(f => (f, Shape?.Find(f.Name, null, false))), .. Gaps(line).Select(g => (g, (Shape?)null))];
        Shared = group.Count == 0 ? [] : [.. line.Fields.Select(f => (f, root.Find(f.Name, null, false)!)).Where(f => f.Item2 is not null)];
        Keys = [.. group.Select(g => line.Fields.First(f => f.Name == g))];
        Tag = line.Tag is null ? null : Encoding.UTF8.GetBytes(line.Tag.Value.PadRight(line.Tag.Length));
    }

    /// <summary>The line as declared.</summary>
    public FixedLine Line { get; }

    /// <summary>The shape of the line's node: the root for lines without a name; null when no shape knows the kind.</summary>
    public Shape? Shape { get; }

    /// <summary>The fields, and the gaps between them, which no shape knows.</summary>
    public (FixedField Field, Shape? Shape)[] Fields { get; }

    /// <summary>The fields that the message knows once for all its lines.</summary>
    public (FixedField Field, Shape Shape)[] Shared { get; }

    /// <summary>The fields whose values the lines of one message share.</summary>
    public FixedField[] Keys { get; }

    /// <summary>The tag's bytes, or null.</summary>
    public byte[]? Tag { get; }

    /// <summary>The first of some kinds that a line is of, or null.</summary>
    public static FixedLayout? Of(ReadOnlySpan<byte> line, FixedLayout[] layouts)
    {
        foreach (FixedLayout layout in layouts)
        {
            if (layout.Fits(line))
            {
                return layout;
            }
        }

        return null;
    }

    /// <summary>Whether a line is of this kind.</summary>
    private bool Fits(ReadOnlySpan<byte> line)
    {
        if (Tag is null)
        {
            return true;
        }

        int from = ByteOf(line, 0, Line.Tag!.Start - 1);
        ReadOnlySpan<byte> found = line[from..ByteOf(line, from, Line.Tag.Length)];

        // A line whose blanks at the end were left out may end within its tag.
        return found.TrimEnd((byte)' ').SequenceEqual(Tag.AsSpan().TrimEnd((byte)' '));
    }

    /// <summary>Whether the message knows a field once for all its lines.</summary>
    public bool Shares(FixedField field) => Array.Exists(Shared, s => ReferenceEquals(s.Field, field));

    /// <summary>Finds a field's value on a line.</summary>
    /// <returns>Where its room begins, and where its value is, without padding; in bytes.</returns>
    public static (int From, int At, int Length) Find(ReadOnlySpan<byte> line, FixedField field, bool ascii)
    {
        int from = ascii ? Math.Min(field.Start - 1, line.Length) : ByteOf(line, 0, field.Start - 1);
        int to = ascii ? Math.Min(from + field.Length, line.Length) : ByteOf(line, from, field.Length);
        (int at, int length) = Unpad(line, from, to, field);
        return (from, at, length);
    }

    /// <summary>The byte at which a number of characters ends, or the line's end.</summary>
    public static int ByteOf(ReadOnlySpan<byte> line, int from, int characters)
    {
        int at = from;
        while (characters > 0 && at < line.Length)
        {
            at++;
            while (at < line.Length && (line[at] & 0xC0) == 0x80)
            {
                at++;
            }

            characters--;
        }

        return at;
    }

    private static (int At, int Length) Unpad(ReadOnlySpan<byte> line, int from, int to, FixedField field)
    {
        Span<byte> pad = stackalloc byte[3];
        pad = pad[..new Rune(field.Pad).EncodeToUtf8(pad)];
        while (to - from >= pad.Length && (field.AlignRight
            ? line[from..to].StartsWith(pad)
            : line[from..to].EndsWith(pad)))
        {
            // A number that is all zeros is 0 and not nothing.
            if (field.Pad == '0' && to - from == 1)
            {
                break;
            }

            (from, to) = field.AlignRight ? (from + pad.Length, to) : (from, to - pad.Length);
        }

        return (from, to - from);
    }

    private static IEnumerable<FixedField> Gaps(FixedLine line)
    {
        int next = 1;
        IEnumerable<(int Start, int Length)> taken = line.Fields.Select(f => (f.Start, f.Length));
        taken = line.Tag is null ? taken : taken.Append((line.Tag.Start, line.Tag.Length));
        foreach ((int start, int length) in taken.OrderBy(t => t.Start))
        {
            if (start > next)
            {
                yield return new FixedField($"{next}-{start - 1}", next, start - next);
            }

            next = Math.Max(next, start + length);
        }
    }
}
