using System.Text;
using Parley.Engine.Formats;

namespace Parley.Engine.Translation.Plans;

/// <summary>A compiled predicate on the items of a repeated place.</summary>
internal sealed class PredicateReader(PathReader field, IReadOnlyList<string> values, bool negated)
{
    private readonly byte[][] _values = [.. values.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Whether an item is meant; marks the field that decides as used.</summary>
    public bool Holds(MessageTree tree, int item)
    {
        int node = field.First(tree, item, item);
        bool found = false;
        if (node != 0)
        {
            ReadOnlySpan<byte> text = tree.Text(node);
            foreach (byte[] value in _values)
            {
                found |= text.SequenceEqual(value) || Matches(tree.Kind(node), value);
            }
        }

        if (found == negated)
        {
            return false;
        }

        if (node != 0)
        {
            tree.MarkUsed(node);
        }

        return true;
    }

    private static bool Matches(NodeKind kind, byte[] value) => kind switch
    {
        NodeKind.True => value.AsSpan().SequenceEqual("true"u8),
        NodeKind.False => value.AsSpan().SequenceEqual("false"u8),
        _ => false,
    };
}
