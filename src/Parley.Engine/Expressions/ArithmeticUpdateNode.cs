namespace Parley.Engine.Expressions;

/// <summary><c>paths += f</c> and its kin: f is computed from the input and looped over; every path gets the operation's result.</summary>
internal sealed class ArithmeticUpdateNode(int offset, Node paths, BinaryOperator operation, Node value) : ValueNode(offset)
{
    protected override bool Values(Machine machine, Env env, JqValue input, Func<JqValue, bool> receive) => value.Each(machine, env, input, v =>
    {
        JqValue? result = input;
        bool done = PathNode.Each(machine, this, paths, env, input, keys =>
        {
            JqValue? old = JqPaths.Get(machine, this, result!, keys);
            JqValue? changed = old is null ? null : operation(machine, this, old, v);
            result = changed is null ? null : JqPaths.Set(machine, this, result!, keys, changed);
            return result is not null && machine.Keep(this, result) is not null;
        });
        return done && receive(result!);
    });
}
