namespace Parley.Engine.Expressions;

/// <summary><c>recurse(f)</c> and <c>..</c>: the input, then the same for each output of f.</summary>
internal sealed class RecurseNode(int offset, Node step) : Node(offset)
{
    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit)
    {
        if (!machine.Enter(this))
        {
            return false;
        }

        bool done = Recurse(machine, env, input, path, emit);
        machine.Leave();
        return done;
    }

    /// <summary>
    /// As long as f has one output the loop goes on in place, so that counting far needs no depth. For that the outputs of
    /// one step are gathered before the next begins; an error after some outputs is held back until they are done.
    /// </summary>
    private bool Recurse(Machine machine, Env env, JqValue input, JqPath? path, Emit emit)
    {
        while (true)
        {
            if (!machine.Tick(this))
            {
                return false;
            }

            if (!emit(input, path))
            {
                return false;
            }

            var next = new List<(JqValue Value, JqPath? Path)>();
            bool complete = step.Run(machine, env, input, path, (value, p) =>
            {
                next.Add((value, p));
                return true;
            });
            if (complete && next.Count == 1)
            {
                (input, path) = next[0];
                continue;
            }

            JqValue? error = machine.Catch();
            if (!complete && error is null)
            {
                return false;
            }

            foreach ((JqValue value, JqPath? p) in next)
            {
                if (!Run(machine, env, value, p, emit))
                {
                    return false;
                }
            }

            return error is null || machine.Raise(this, error);
        }
    }
}
