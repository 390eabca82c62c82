namespace Parley.Engine.Expressions;

/// <summary><c>$x</c>.</summary>
internal sealed class VariablePattern : Pattern
{
    public override bool Bind(Machine machine, Env env, JqValue value, Func<Env, bool> receive) => receive(env.Push(value));
}
