namespace Parley.Engine.Expressions;

/// <summary><c>.</c></summary>
internal sealed class IdentityNode(int offset) : Node(offset)
{
    public override bool IsSingle => true;

    public override JqValue? One(Machine machine, Env env, JqValue input) => input;

    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit) => emit(input, path);
}
