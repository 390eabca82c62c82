namespace Parley.Engine.Expressions;

/// <summary><c>limit($n; f)</c>, <c>first(f)</c> and <c>nth($n; f)</c>: f is stopped as soon as enough has come.</summary>
internal sealed class LimitNode(int offset, Node count, Node body, bool onlyLast = false) : Node(offset)
{
    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit) =>
        count.Each(machine, env, input, n => n is JqNumber number
            ? Take(machine, env, input, path, emit, number.Value + (onlyLast ? 1 : 0))
            : machine.Raise(this, $"{Machine.Show(n)} is no count"));

    private bool Take(Machine machine, Env env, JqValue input, JqPath? path, Emit emit, double most)
    {
        if (onlyLast && most < 1)
        {
            return machine.Raise(this, "nth doesn't support negative indices");
        }

        if (most <= 0)
        {
            // None of f for nothing, all of it for a negative count, as in jq.
            return most == 0 || body.Run(machine, env, input, path, emit);
        }

        int taken = 0;
        bool enough = false;
        bool done = body.Run(machine, env, input, path, (value, p) =>
        {
            taken++;
            if ((!onlyLast || taken >= most) && !emit(value, p))
            {
                return false;
            }

            enough = taken >= most;
            return !enough;
        });
        return done || enough;
    }
}
