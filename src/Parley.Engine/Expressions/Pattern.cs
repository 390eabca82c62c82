namespace Parley.Engine.Expressions;

/// <summary>What stands after <c>as</c>: binds variables to parts of a value, in the order in which they are written.</summary>
internal abstract class Pattern
{
    public abstract bool Bind(Machine machine, Env env, JqValue value, Func<Env, bool> receive);
}
