namespace Parley.Engine.Expressions;

/// <summary><c>path(f)</c>.</summary>
internal sealed class PathNode(int offset, Node body) : ValueNode(offset)
{
    protected override bool Values(Machine machine, Env env, JqValue input, Func<JqValue, bool> receive) =>
        body.Run(machine, env, input, JqPath.Root, (_, p) => machine.Tick(this) && receive(new JqArray((p ?? JqPath.Root).ToArray())));
}
