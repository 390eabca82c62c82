namespace Parley.Engine.Expressions;

/// <summary><c>strings</c>, <c>scalars</c>, <c>values</c> and their kin: the input when it is of one of the kinds.</summary>
internal sealed class KindNode(int offset, params JqKind[] kinds) : Node(offset)
{
    private readonly int _kinds = kinds.Sum(k => 1 << (int)k);

    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit) =>
        machine.Tick(this) && ((_kinds & (1 << (int)input.Kind)) == 0 || emit(input, path));
}
