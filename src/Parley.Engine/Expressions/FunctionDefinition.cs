namespace Parley.Engine.Expressions;

/// <summary>A <c>def</c>. The body is set after it is read, since it may call itself.</summary>
internal sealed class FunctionDefinition(string name, (string Name, bool IsValue)[] parameters, int depth)
{
    public string Name { get; } = name;

    public (string Name, bool IsValue)[] Parameters { get; } = parameters;

    /// <summary>How many links the environment has where the function is defined.</summary>
    public int Depth { get; } = depth;

    public Node? Body { get; set; }
}
