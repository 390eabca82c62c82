using System.Text;

namespace Parley.Engine.Formats.FixedWidth;

/// <summary>A kind of line as reader and writer use it: its fields with the shapes that know them, and what lies between fields.</summary>
internal sealed class FixedLayout
{
    /// <summary>Prepares a line for a tree of shapes.</summary>
    public FixedLayout(FixedLine line, Shape root)
    {
        Line = line;
        Shape = line.Name.Length == 0 ? root : root.Find(line.Name, null, false);
        Fields = [.. line.Fields.Select(f => (f, Shape?.Find(f.Name, null, false))), .. Gaps(line).Select(g => (g, (Shape?)null))];
        Tag = line.Tag is null ? null : Encoding.UTF8.GetBytes(line.Tag.Value.PadRight(line.Tag.Length));
    }

    /// <summary>The line as declared.</summary>
    public FixedLine Line { get; }

    /// <summary>The shape of the line's node: the root for lines without a name; null when no shape knows the kind.</summary>
    public Shape? Shape { get; }

    /// <summary>The fields, and the gaps between them, which no shape knows.</summary>
    public (FixedField Field, Shape? Shape)[] Fields { get; }

    /// <summary>The tag's bytes, or null.</summary>
    public byte[]? Tag { get; }

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
