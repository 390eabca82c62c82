namespace Parley.Engine.Expressions;

/// <summary><c>f | g</c>.</summary>
internal sealed class PipeNode(int offset, Node left, Node right) : Node(offset)
{
    public override bool IsSingle { get; } = left.IsSingle && right.IsSingle;

    public override JqValue? One(Machine machine, Env env, JqValue input)
    {
        JqValue? middle = machine.Tick(this) ? left.One(machine, env, input) : null;
        return middle is null ? null : right.One(machine, env, middle);
    }

    public override Progress Advance(Machine machine, ref Tail tail, Emit emit)
    {
        if (tail.Path is not null || !left.IsSingle)
        {
            return Progress.Stay;
        }

        JqValue? middle = machine.Tick(this) ? left.One(machine, tail.Env, tail.Input) : null;
        if (middle is null)
        {
            return Progress.Stopped;
        }

        tail = tail with { Node = right, Input = middle };
        return Progress.Next;
    }

    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit)
    {
        if (!machine.Tick(this))
        {
            return false;
        }

        if (path is null && left.IsSingle)
        {
            JqValue? middle = left.One(machine, env, input);
            return middle is not null && right.Run(machine, env, middle, null, emit);
        }

        return left.Run(machine, env, input, path, (value, p) => right.Run(machine, env, value, p, emit));
    }
}
