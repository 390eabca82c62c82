namespace Parley.Engine.Expressions;

/// <summary>
/// The names that an object under way has had so far, as a place in a tree: the next name leads on to a further place. Objects with the same names
/// in the same order end at the same place and share its <see cref="JqNames"/>.
/// </summary>
internal sealed class JqShape
{
    /// <summary>Beyond this many members an object is a table of its own, and its names are not looked for in the tree.</summary>
    public const int MostMembers = 64;

    private const int MostChildren = 32;
    private readonly JqShape? _parent;
    private readonly byte[] _key;
    private readonly string _name;
    private readonly int _count;
    private readonly List<JqShape> _children = [];
    private JqShape? _last;
    private JqNames? _names;

    public JqShape()
        : this(null, [], "", 0, -1)
    {
    }

    private JqShape(JqShape? parent, byte[] key, string name, int count, int replaces)
    {
        _parent = parent;
        _key = key;
        _name = name;
        _count = count;
        Replaces = replaces;
    }

    /// <summary>The place of the member that a repeated name sets anew; -1 for a new name.</summary>
    public int Replaces { get; }

    public int Count => _count;

    public JqNames Names => _names ??= new JqNames(Collect());

    /// <summary>Where a further name leads; null when it has not been seen here.</summary>
    /// <param name="key">The name as it stands between the quotes.</param>
    public JqShape? Find(ReadOnlySpan<byte> key)
    {
        if (_last is { } last && key.SequenceEqual(last._key))
        {
            return last;
        }

        foreach (JqShape child in _children)
        {
            if (key.SequenceEqual(child._key))
            {
                return _last = child;
            }
        }

        return null;
    }

    /// <summary>Adds a place for a further name. A place that has too many already is not added to, only led on from.</summary>
    public JqShape Add(ReadOnlySpan<byte> key, string name, ref int room)
    {
        int replaces = -1;
        for (JqShape? at = this; at is { _count: > 0 }; at = at._parent)
        {
            replaces = at._name == name ? at._count - 1 : replaces;
        }

        var child = new JqShape(this, key.ToArray(), name, replaces < 0 ? _count + 1 : _count, replaces);
        if (room > 0 && _children.Count < MostChildren)
        {
            room--;
            _children.Add(child);
            _last = child;
        }

        return child;
    }

    private string[] Collect()
    {
        var names = new string[_count];
        for (JqShape at = this; at._count > 0; at = at._parent!)
        {
            names[at._count - 1] = at._name;
        }

        return names;
    }
}
