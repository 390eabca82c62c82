namespace Parley.Engine.Expressions;

/// <summary>A part whose outputs are new values, not parts of the input: it has no paths.</summary>
internal abstract class ValueNode(int offset) : Node(offset)
{
    public sealed override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit) => Values(machine, env, input, value =>
        path is null ? emit(value, null) : machine.Raise(this, $"Invalid path expression with result {JqText.Short(value)}"));

    protected virtual bool Values(Machine machine, Env env, JqValue input, Func<JqValue, bool> receive)
    {
        JqValue? one = One(machine, env, input);
        return one is not null && receive(one);
    }
}
