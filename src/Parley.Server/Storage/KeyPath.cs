using System.Numerics;
using System.Security.Cryptography;

namespace Parley.Server.Storage;

/// <summary>
/// The way from a node down to the key asked for last, with the sibling of each step: the next number's key shares all but the end of it, one hash on
/// average.
/// </summary>
internal sealed class KeyPath
{
    private readonly KeyNode _node;

    // Both children of the way's node at each level; the node that the way begins at stands before them in the place of its own half.
    private readonly byte[] _values = new byte[(KeyTree.Levels + 1) * 2 * KeyTree.Size];
    private long _last = -1;

    /// <summary>Begins at a node, whose value it takes over: what was given is overwritten.</summary>
    public KeyPath(KeyNode node)
    {
        _node = node;
        node.Value.CopyTo(At(node.Level, KeyTree.Half(node.First, node.Level)));
        CryptographicOperations.ZeroMemory(node.Value);
    }

    /// <summary>Whether it leads to a number's key.</summary>
    public bool Covers(long number) => _node.Covers(number);

    /// <summary>A number's key.</summary>
    public ContentKey Key(long number) => new(number, To(number, KeyTree.Levels).ToArray());

    /// <summary>The node at a level that a number stands below. A path is asked for nodes of one level only, and in steps of what they cover.</summary>
    public KeyNode Node(long number, int at) => new(number, at, To(number, at).ToArray());

    private Span<byte> To(long number, int end)
    {
        // At the first level where the ways part the sibling is known already: children are made from the level after it on.
        int known = _last < 0 ? _node.Level : Math.Max(_node.Level, Math.Min(end, KeyTree.Levels - BitLength(number ^ _last) + 1));
        for (int level = known + 1; level <= end; level++)
        {
            KeyTree.Children(At(level - 1, KeyTree.Half(number, level - 1)), _values.AsSpan(level * 2 * KeyTree.Size, 2 * KeyTree.Size));
        }

        _last = number;
        return At(end, KeyTree.Half(number, end));
    }

    /// <summary>Forgets what it knows.</summary>
    public void Clear() => CryptographicOperations.ZeroMemory(_values);

    private static int BitLength(long difference) => 64 - BitOperations.LeadingZeroCount((ulong)difference);

    private Span<byte> At(int level, int half) => _values.AsSpan(((level * 2) + half) * KeyTree.Size, KeyTree.Size);
}
