namespace Parley.Engine.Expressions;

/// <summary><c>foreach f as $x (init; update; extract)</c>.</summary>
internal sealed class ForeachNode(int offset, Node source, Pattern pattern, Node init, Node update, Node extract) : Node(offset)
{
    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit) =>
        init.Run(machine, env, input, path, (start, startPath) =>
        {
            JqValue state = start;
            JqPath? statePath = startPath;
            return source.Each(machine, env, input, item => pattern.Bind(machine, env, item, bound =>
            {
                (JqValue before, JqPath? beforePath) = (state, statePath);
                (state, statePath) = (JqValue.Null, path is null ? null : JqPath.Broken);
                return machine.Tick(this) && update.Run(machine, bound, before, beforePath, (value, p) =>
                {
                    (state, statePath) = (value, p);
                    return extract.Run(machine, bound, value, p, emit);
                });
            }));
        });
}
