namespace Parley.Engine.Expressions;

/// <summary><c>path(f)</c>.</summary>
internal sealed class PathNode(int offset, Node body) : ValueNode(offset)
{
    protected override bool Values(Machine machine, Env env, JqValue input, Func<JqValue, bool> receive) =>
        Each(machine, this, body, env, input, keys => receive(new JqArray(keys)));

    /// <summary>The keys of every path of a part.</summary>
    public static bool Each(Machine machine, Node at, Node paths, Env env, JqValue input, Func<JqValue[], bool> receive) =>
        paths.Run(machine, env, input, JqPath.Root, (value, path) => path!.IsBroken
            ? machine.Raise(at, $"Invalid path expression with result {JqText.Short(value)}")
            : machine.Tick(at) && receive(path.ToArray()));
}
