namespace Parley.Engine.Expressions;

/// <summary><c>f[from:to]</c>.</summary>
internal sealed class SliceNode(int offset, Node target, Node? from, Node? to) : Node(offset)
{
    private readonly Node _from = from ?? new LiteralNode(offset, JqValue.Null);
    private readonly Node _to = to ?? new LiteralNode(offset, JqValue.Null);

    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit) => machine.Tick(this)
        && _to.Each(machine, env, input, end => _from.Each(machine, env, input, start =>
        {
            var key = new JqObject(["start", "end"], [start, end]);
            return target.Run(machine, env, input, path, (value, p) =>
            {
                if (p is { IsBroken: true })
                {
                    return machine.Raise(this, $"Invalid path expression near attempt to access element {JqText.Short(key)} of {JqText.Short(value)}");
                }

                JqValue? found = JqPaths.Index(machine, this, value, key);
                return found is not null && emit(found, p?.Append(key));
            });
        }));
}
