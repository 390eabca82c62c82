namespace Parley.Engine.Expressions;

/// <summary><c>until(c; f)</c>: in place as long as f has one output.</summary>
internal sealed class UntilNode(int offset, Node condition, Node update) : Node(offset)
{
    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit)
    {
        if (!machine.Enter(this))
        {
            return false;
        }

        bool done = Loop(machine, env, input, path, emit);
        machine.Leave();
        return done;
    }

    private bool Loop(Machine machine, Env env, JqValue input, JqPath? path, Emit emit)
    {
        while (machine.Tick(this))
        {
            var conditions = new List<JqValue>();
            if (!condition.Each(machine, env, input, c => Add(conditions, c)))
            {
                return false;
            }

            if (conditions.Count != 1)
            {
                return conditions.TrueForAll(c => c.IsTruthy ? emit(input, path) : Step(machine, env, input, path, emit));
            }

            if (conditions[0].IsTruthy)
            {
                return emit(input, path);
            }

            var next = new List<(JqValue Value, JqPath? Path)>();
            if (!update.Run(machine, env, input, path, (value, p) => Add(next, (value, p))))
            {
                return false;
            }

            if (next.Count != 1)
            {
                return next.TrueForAll(n => Run(machine, env, n.Value, n.Path, emit));
            }

            (input, path) = next[0];
        }

        return false;
    }

    private bool Step(Machine machine, Env env, JqValue input, JqPath? path, Emit emit) =>
        update.Run(machine, env, input, path, (value, p) => Run(machine, env, value, p, emit));

    private static bool Add<T>(List<T> list, T item)
    {
        list.Add(item);
        return true;
    }
}
