namespace Parley.Engine.Expressions;

/// <summary><c>paths = f</c>: every path gets the value; f is computed from the input, and looped over.</summary>
internal sealed class AssignNode(int offset, Node paths, Node value) : ValueNode(offset)
{
    protected override bool Values(Machine machine, Env env, JqValue input, Func<JqValue, bool> receive) => value.Each(machine, env, input, v =>
    {
        JqValue? result = input;
        bool done = PathNode.Each(machine, this, paths, env, input, keys =>
        {
            result = JqPaths.Set(machine, this, result!, keys, v);
            return result is not null && machine.Keep(this, result) is not null;
        });
        return done && receive(result!);
    });
}
