namespace Parley.Engine.Expressions;

/// <summary>A part whose outputs are new values, not parts of the input: it has no paths, but where it gives back its very input.</summary>
internal abstract class ValueNode(int offset) : Node(offset)
{
    public sealed override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit)
    {
        if (path is null && IsSingle)
        {
            JqValue? one = One(machine, env, input);
            return one is not null && emit(one, null);
        }

        return Values(machine, env, input, value => emit(value, path is null || ReferenceEquals(value, input) ? path : JqPath.Broken));
    }

    protected virtual bool Values(Machine machine, Env env, JqValue input, Func<JqValue, bool> receive)
    {
        JqValue? one = One(machine, env, input);
        return one is not null && receive(one);
    }
}
