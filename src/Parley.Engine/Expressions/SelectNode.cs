namespace Parley.Engine.Expressions;

/// <summary><c>select(f)</c>: the input, once for each output of f that is neither false nor null.</summary>
internal sealed class SelectNode(int offset, Node condition) : Node(offset)
{
    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit)
    {
        if (!machine.Tick(this))
        {
            return false;
        }

        if (!condition.IsSingle)
        {
            return condition.Run(machine, env, input, null, (value, _) => !value.IsTruthy || emit(input, path));
        }

        JqValue? one = condition.One(machine, env, input);
        return one is not null && (!one.IsTruthy || emit(input, path));
    }
}
