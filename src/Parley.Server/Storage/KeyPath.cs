using System.Numerics;
using System.Security.Cryptography;

namespace Parley.Server.Storage;

/// <summary>The way from a node down to the key asked for last: the next number's key shares all but the end of it, two hashes on average.</summary>
internal sealed class KeyPath
{
    private readonly KeyNode _node;
    private readonly byte[] _values = new byte[(KeyTree.Levels + 1) * KeyTree.Size];
    private long _last = -1;

    /// <summary>Begins at a node.</summary>
    public KeyPath(KeyNode node)
    {
        _node = node;
        node.Value.CopyTo(At(node.Level));
    }

    /// <summary>Whether it leads to a number's key.</summary>
    public bool Covers(long number) => _node.Covers(number);

    /// <summary>A number's key.</summary>
    public ContentKey Key(long number) => new(number, To(number, KeyTree.Levels).ToArray());

    /// <summary>The node at a level that a number stands below. A path is asked for nodes of one level only, and in steps of what they cover.</summary>
    public KeyNode Node(long number, int at) => new(number, at, To(number, at).ToArray());

    private Span<byte> To(long number, int end)
    {
        int shared = _last < 0 ? _node.Level : Math.Max(_node.Level, KeyTree.Levels - BitLength(number ^ _last));
        for (int level = shared + 1; level <= end; level++)
        {
            KeyTree.Child(At(level - 1), KeyTree.Half(number, level), At(level));
        }

        _last = number;
        return At(end);
    }

    /// <summary>Forgets what it knows.</summary>
    public void Clear() => CryptographicOperations.ZeroMemory(_values);

    private static int BitLength(long difference) => 64 - BitOperations.LeadingZeroCount((ulong)difference);

    private Span<byte> At(int level) => _values.AsSpan(level * KeyTree.Size, KeyTree.Size);
}
