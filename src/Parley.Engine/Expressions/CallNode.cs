namespace Parley.Engine.Expressions;

/// <summary>A call of a defined function. Arguments are passed unevaluated, with the environment they stand in; <c>$name</c> parameters are looped over.</summary>
internal sealed class CallNode(int offset, FunctionDefinition function, int up, Node[] arguments) : Node(offset)
{
    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit)
    {
        if (!machine.Tick(this) || !machine.Enter(this))
        {
            return false;
        }

        bool done = Bind(machine, env, env.Up(up), 0, input, path, emit);
        machine.Leave();
        return done;
    }

    private bool Bind(Machine machine, Env caller, Env callee, int at, JqValue input, JqPath? path, Emit emit)
    {
        for (; at < arguments.Length; at++)
        {
            Env outer = callee;
            (Node closure, Env closureEnv) = ClosureNode.Resolve(arguments[at], caller);
            callee = callee.Push(closure, closureEnv);
            if (function.Parameters[at].IsValue)
            {
                Env withClosure = callee;
                int next = at + 1;
                return arguments[at].Each(machine, caller, input, value => Bind(machine, caller, withClosure.Push(value), next, input, path, emit));
            }
        }

        return function.Body!.Run(machine, callee, input, path, emit);
    }
}
