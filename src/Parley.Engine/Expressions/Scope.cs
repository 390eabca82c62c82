namespace Parley.Engine.Expressions;

/// <summary>
/// The names in sight while parsing. Variables, parameters and labels have a place in the run-time environment
/// (<see cref="Env"/>); functions and constants have none, they are bound as they are read.
/// </summary>
internal sealed class Scope
{
    private readonly List<Name> _names = [];

    /// <summary>How many links the environment has here.</summary>
    public int Depth { get; private set; }

    public int Mark() => _names.Count;

    /// <summary>Forgets the names since a mark.</summary>
    public void Release(int mark, int depth)
    {
        _names.RemoveRange(mark, _names.Count - mark);
        Depth = depth;
    }

    /// <summary>Adds a variable (<c>$x</c>), a label (<c>*x</c>) or a parameter (<c>f/0</c>).</summary>
    public void Push(string name) => _names.Add(new Name(name, ++Depth, null, null));

    public void Define(FunctionDefinition function, string prefix = "") =>
        _names.Add(new Name($"{prefix}{function.Name}/{function.Parameters.Length}", function.Depth, function, null));

    /// <summary>Adds a variable whose value is known while parsing.</summary>
    public void Define(string name, JqValue constant) => _names.Add(new Name(name, Depth, null, constant));

    /// <summary>What a name stands for, and how many links away; null when there is no such name.</summary>
    public (int Up, FunctionDefinition? Function, JqValue? Constant)? Find(string name)
    {
        for (int i = _names.Count - 1; i >= 0; i--)
        {
            if (_names[i].Text == name)
            {
                return (Depth - _names[i].Place, _names[i].Function, _names[i].Constant);
            }
        }

        return null;
    }

    /// <summary>Reads something as it would be read at an earlier mark, and then goes on where it was.</summary>
    public Node Without(int mark, int depth, Func<Node> parse)
    {
        Name[] hidden = [.. _names.Skip(mark)];
        int here = Depth;
        Release(mark, depth);
        Node node = parse();
        _names.AddRange(hidden);
        Depth = here;
        return node;
    }

    /// <summary>The names of the variables since a mark, each once, in order.</summary>
    public string[] VariablesSince(int mark) => [.. _names.Skip(mark).Select(n => n.Text).Where(n => n[0] == '$').Distinct(StringComparer.Ordinal)];

    private readonly record struct Name(string Text, int Place, FunctionDefinition? Function, JqValue? Constant);
}
