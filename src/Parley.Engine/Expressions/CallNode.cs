namespace Parley.Engine.Expressions;

/// <summary>A call of a defined function. Arguments are passed unevaluated, with the environment they stand in; <c>$name</c> parameters are looped over.</summary>
internal sealed class CallNode(int offset, FunctionDefinition function, int up, Node[] arguments) : Node(offset)
{
    private readonly bool _hasSingleValues = function.Parameters.Zip(arguments).All(p => !p.First.IsValue || p.Second.IsSingle);

    /// <summary>Known only of a function that is complete, which one that calls itself is not.</summary>
    public override bool IsSingle { get; } =
        function.Body is { IsSingle: true } && function.Parameters.Zip(arguments).All(p => !p.First.IsValue || p.Second.IsSingle);

    public override JqValue? One(Machine machine, Env env, JqValue input)
    {
        if (!machine.Tick(this) || !machine.Enter(this))
        {
            return null;
        }

        Env? callee = BindSingle(machine, env, input);
        JqValue? one = callee is null ? null : function.Body!.One(machine, callee, input);
        machine.Leave();
        return one;
    }

    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit)
    {
        if (!machine.Enter(this))
        {
            return false;
        }

        var tail = new Tail(this, env, input, path);
        Progress progress;
        do
        {
            progress = tail.Node.Advance(machine, ref tail, emit);
        }
        while (progress == Progress.Next);

        bool done = progress == Progress.Stay ? tail.Node.Run(machine, tail.Env, tail.Input, tail.Path, emit) : progress == Progress.Done;
        machine.Leave();
        return done;
    }

    public override Progress Advance(Machine machine, ref Tail tail, Emit emit)
    {
        if (!machine.Tick(this))
        {
            return Progress.Stopped;
        }

        if (!_hasSingleValues)
        {
            return Bind(machine, tail.Env, tail.Env.Up(up), 0, tail.Input, tail.Path, emit) ? Progress.Done : Progress.Stopped;
        }

        if (BindSingle(machine, tail.Env, tail.Input) is not { } callee)
        {
            return Progress.Stopped;
        }

        tail = tail with { Node = function.Body!, Env = callee };
        return Progress.Next;
    }

    private Env? BindSingle(Machine machine, Env caller, JqValue input)
    {
        Env callee = caller.Up(up);
        for (int i = 0; i < arguments.Length; i++)
        {
            (Node closure, Env closureEnv) = ClosureNode.Resolve(arguments[i], caller);
            callee = callee.Push(closure, closureEnv);
            if (!function.Parameters[i].IsValue)
            {
                continue;
            }

            if (arguments[i].One(machine, caller, input) is not { } value)
            {
                return null;
            }

            callee = callee.Push(value);
        }

        return callee;
    }

    private bool Bind(Machine machine, Env caller, Env callee, int at, JqValue input, JqPath? path, Emit emit)
    {
        for (; at < arguments.Length; at++)
        {
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
