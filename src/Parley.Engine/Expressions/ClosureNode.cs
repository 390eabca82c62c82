namespace Parley.Engine.Expressions;

/// <summary>A use of a function's parameter.</summary>
internal sealed class ClosureNode(int offset, int up) : Node(offset)
{
    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit)
    {
        Env bound = env.Up(up);
        return machine.Tick(this) && bound.Closure!.Run(machine, bound.ClosureEnv!, input, path, emit);
    }

    /// <summary>An argument that only passes a parameter on is replaced by what it stands for, so that recursion does not build chains.</summary>
    public static (Node Closure, Env Env) Resolve(Node argument, Env env)
    {
        if (argument is not ClosureNode closure)
        {
            return (argument, env);
        }

        Env bound = env.Up(closure.Links);
        return (bound.Closure!, bound.ClosureEnv!);
    }

    private int Links => up;
}
