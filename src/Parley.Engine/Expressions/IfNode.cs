namespace Parley.Engine.Expressions;

/// <summary><c>if c then f else g end</c>.</summary>
internal sealed class IfNode(int offset, Node condition, Node then, Node otherwise) : Node(offset)
{
    public override bool IsSingle { get; } = condition.IsSingle && then.IsSingle && otherwise.IsSingle;

    public override JqValue? One(Machine machine, Env env, JqValue input)
    {
        JqValue? c = machine.Tick(this) ? condition.One(machine, env, input) : null;
        return c is null ? null : (c.IsTruthy ? then : otherwise).One(machine, env, input);
    }

    public override Progress Advance(Machine machine, ref Tail tail, Emit emit)
    {
        if (!condition.IsSingle)
        {
            return Progress.Stay;
        }

        JqValue? c = machine.Tick(this) ? condition.One(machine, tail.Env, tail.Input) : null;
        if (c is null)
        {
            return Progress.Stopped;
        }

        tail = tail with { Node = c.IsTruthy ? then : otherwise };
        return Progress.Next;
    }

    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit) => machine.Tick(this)
        && condition.Each(machine, env, input, c => (c.IsTruthy ? then : otherwise).Run(machine, env, input, path, emit));
}
