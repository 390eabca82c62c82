namespace Parley.Engine.Expressions;

/// <summary><c>f as $x | g</c>.</summary>
internal sealed class BindNode(int offset, Node source, Pattern pattern, Node body) : Node(offset)
{
    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit) => machine.Tick(this)
        && source.Each(machine, env, input, value => pattern.Bind(machine, env, value, bound => body.Run(machine, bound, input, path, emit)));
}
