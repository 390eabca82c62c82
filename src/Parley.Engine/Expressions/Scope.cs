namespace Parley.Engine.Expressions;

/// <summary>
/// The names in sight while parsing. Variables, parameters and labels have a place in the run-time environment
/// (<see cref="Env"/>); functions have none, they are bound as they are read.
/// </summary>
internal sealed class Scope
{
    private readonly List<(string Name, int Place, FunctionDefinition? Function)> _entries = [];

    /// <summary>How many links the environment has here.</summary>
    public int Depth { get; private set; }

    public int Mark() => _entries.Count;

    /// <summary>Forgets the names since a mark.</summary>
    public void Release(int mark, int depth)
    {
        _entries.RemoveRange(mark, _entries.Count - mark);
        Depth = depth;
    }

    /// <summary>Adds a variable (<c>$x</c>), a label (<c>*x</c>) or a parameter (<c>f/0</c>).</summary>
    public void Push(string name) => _entries.Add((name, ++Depth, null));

    public void Define(FunctionDefinition function) => _entries.Add(($"{function.Name}/{function.Parameters.Length}", function.Depth, function));

    /// <summary>The links from here to a name, and its function if it is one; null when there is no such name.</summary>
    public (int Up, FunctionDefinition? Function)? Find(string name)
    {
        for (int i = _entries.Count - 1; i >= 0; i--)
        {
            if (_entries[i].Name == name)
            {
                return (Depth - _entries[i].Place, _entries[i].Function);
            }
        }

        return null;
    }

    /// <summary>Reads something as it would be read at an earlier mark, and then goes on where it was.</summary>
    public Node Without(int mark, int depth, Func<Node> parse)
    {
        (string, int, FunctionDefinition?)[] hidden = [.. _entries.Skip(mark)];
        int here = Depth;
        Release(mark, depth);
        Node node = parse();
        _entries.AddRange(hidden);
        Depth = here;
        return node;
    }

    public Dictionary<string, FunctionDefinition> Functions()
    {
        var functions = new Dictionary<string, FunctionDefinition>(StringComparer.Ordinal);
        foreach ((string name, _, FunctionDefinition? function) in _entries)
        {
            if (function is not null)
            {
                functions[name] = function;
            }
        }

        return functions;
    }
}
