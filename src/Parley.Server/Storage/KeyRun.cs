namespace Parley.Server.Storage;

/// <summary>A short run of new numbers and the node that their keys come from. Used by whoever holds its <see cref="Gate"/>.</summary>
internal sealed class KeyRun
{
    private KeyPath? _path;
    private long _next;

    /// <summary>Held while the run is used.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The next number's key; null when the run is at its end.</summary>
    public ContentKey? Next() => _path?.Covers(_next) == true ? _path.Key(_next++) : null;

    /// <summary>Goes on with a node, and gives the first of its keys.</summary>
    public ContentKey Begin(KeyNode node)
    {
        Clear();
        _path = new KeyPath(node);
        _next = node.First;
        return _path.Key(_next++);
    }

    /// <summary>Forgets the node if it leads to any of these numbers.</summary>
    public void Forget(IReadOnlyCollection<long> numbers)
    {
        if (_path is KeyPath path && numbers.Any(path.Covers))
        {
            Clear();
        }
    }

    private void Clear()
    {
        _path?.Clear();
        _path = null;
    }
}
