namespace Parley.Engine.Expressions;

/// <summary><c>f.name</c> and <c>f[key]</c>. The key is computed from the input of the whole, as the outer loop.</summary>
internal sealed class IndexNode(int offset, Node target, Node key) : Node(offset)
{
    public override bool IsSingle { get; } = target.IsSingle && key.IsSingle;

    public override JqValue? One(Machine machine, Env env, JqValue input)
    {
        JqValue? k = machine.Tick(this) ? key.One(machine, env, input) : null;
        JqValue? t = k is null ? null : target.One(machine, env, input);
        return t is null ? null : JqPaths.Index(machine, this, t, k!);
    }

    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit) => machine.Tick(this)
        && key.Each(machine, env, input, k => target.Run(machine, env, input, path, (value, p) =>
        {
            JqValue? found = JqPaths.Index(machine, this, value, k);
            return found is not null && emit(found, p?.Append(k));
        }));
}
