namespace Parley.Engine.Expressions;

/// <summary><c>reduce f as $x (init; update)</c>. The last output of an update is the next state; without one the state is null.</summary>
internal sealed class ReduceNode(int offset, Node source, Pattern pattern, Node init, Node update) : Node(offset)
{
    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit) =>
        init.Run(machine, env, input, path, (start, startPath) =>
        {
            JqValue state = start;
            JqPath? statePath = startPath;
            bool done = source.Each(machine, env, input, item => pattern.Bind(machine, env, item, bound =>
            {
                (JqValue before, JqPath? beforePath) = (state, statePath);
                (state, statePath) = (JqValue.Null, path is null ? null : JqPath.Broken);
                return machine.Tick(this) && update.Run(machine, bound, before, beforePath, (value, p) =>
                {
                    (state, statePath) = (value, p);
                    return true;
                });
            }));
            return done && emit(state, statePath);
        });
}
