namespace Parley.Engine.Expressions;

/// <summary>A use of a function's parameter.</summary>
internal sealed class ClosureNode(int offset, int up) : Node(offset)
{
    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit)
    {
        Env bound = env.Up(up);
        return machine.Tick(this) && bound.Closure!.Run(machine, bound.ClosureEnv!, input, path, emit);
    }

    public override Progress Advance(Machine machine, ref Tail tail, Emit emit)
    {
        Env bound = tail.Env.Up(up);
        tail = tail with { Node = bound.Closure!, Env = bound.ClosureEnv! };
        return machine.Tick(this) ? Progress.Next : Progress.Stopped;
    }

    /// <summary>An argument that only passes a parameter on is replaced by what it stands for, so that recursion does not build chains.</summary>
    public static (Node Closure, Env Env) Resolve(Node argument, Env env) =>
        argument is ClosureNode closure ? closure.Bound(env) : (argument, env);

    private (Node Closure, Env Env) Bound(Env env)
    {
        Env bound = env.Up(up);
        return (bound.Closure!, bound.ClosureEnv!);
    }
}
