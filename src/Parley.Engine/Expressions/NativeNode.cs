namespace Parley.Engine.Expressions;

/// <summary>A call of a built-in function; several outputs of its arguments are looped over, the first argument outermost.</summary>
internal sealed class NativeNode(int offset, NativeFunction function, Node[] arguments) : ValueNode(offset)
{
    public override bool IsSingle { get; } = arguments.All(a => a.IsSingle);

    public override JqValue? One(Machine machine, Env env, JqValue input)
    {
        if (!machine.Tick(this))
        {
            return null;
        }

        JqValue[] values = arguments.Length == 0 ? [] : new JqValue[arguments.Length];
        for (int i = 0; i < values.Length; i++)
        {
            if (arguments[i].One(machine, env, input) is not { } value)
            {
                return null;
            }

            values[i] = value;
        }

        return Call(machine, input, values);
    }

    protected override bool Values(Machine machine, Env env, JqValue input, Func<JqValue, bool> receive) =>
        IsSingle ? base.Values(machine, env, input, receive) : Argument(machine, env, input, [], receive);

    private bool Argument(Machine machine, Env env, JqValue input, JqValue[] soFar, Func<JqValue, bool> receive)
    {
        if (soFar.Length < arguments.Length)
        {
            return machine.Tick(this)
                && arguments[soFar.Length].Each(machine, env, input, value => Argument(machine, env, input, [.. soFar, value], receive));
        }

        return Call(machine, input, soFar) is { } result && receive(result);
    }

    private JqValue? Call(Machine machine, JqValue input, JqValue[] values)
    {
        if (input is JqString { Weight: > 1000 } text && !machine.Charge(this, text.Weight / 200))
        {
            return null;
        }

        JqValue? result = function(machine, this, input, values);
        return result is null ? null : machine.Keep(this, result);
    }
}
