namespace Parley.Server.Storage;

/// <summary>
/// The ways to keys that were asked for of late, a way for each node of the file: readings in any order over many blocks ask the file once a node, and
/// those that follow one another derive on from where the last one ended. Not thread-safe.
/// </summary>
internal sealed class KeyPaths
{
    /// <summary>How many ways are remembered, some 1.1 KB each: with blocks that nothing was erased of, the keys of 33 million numbers.</summary>
    public const int Most = 512;

    private readonly Dictionary<(long Prefix, int Level), KeyPath> _paths = [];

    /// <summary>The way that leads to a number's key; null when it is not remembered.</summary>
    public KeyPath? Find(long number)
    {
        // The way of a block that nothing was erased of is found at once.
        for (int level = 0; level <= KeyTree.Levels; level++)
        {
            if (_paths.TryGetValue(Place(number, level), out KeyPath? path))
            {
                return path;
            }
        }

        return null;
    }

    /// <summary>Remembers the way that begins at a node. When there are too many, all others are forgotten.</summary>
    public KeyPath Add(KeyNode node)
    {
        if (_paths.Count == Most)
        {
            Clear();
        }

        KeyPath path = new(node);
        _paths.Add(Place(node.First, node.Level), path);
        return path;
    }

    /// <summary>Forgets all, and overwrites what was known.</summary>
    public void Clear()
    {
        foreach (KeyPath path in _paths.Values)
        {
            path.Clear();
        }

        _paths.Clear();
    }

    private static (long Prefix, int Level) Place(long number, int level) => (number >> (KeyTree.Levels - level), level);
}
