namespace Parley.Engine.Expressions;

/// <summary><c>f as $x | g</c>.</summary>
internal sealed class BindNode(int offset, Node source, Pattern pattern, Node body) : Node(offset)
{
    private readonly bool _isPlain = source.IsSingle && pattern is VariablePattern;

    public override bool IsSingle { get; } = source.IsSingle && pattern is VariablePattern && body.IsSingle;

    public override JqValue? One(Machine machine, Env env, JqValue input)
    {
        JqValue? value = machine.Tick(this) ? source.One(machine, env, input) : null;
        return value is null ? null : body.One(machine, env.Push(value), input);
    }

    public override Progress Advance(Machine machine, ref Tail tail, Emit emit)
    {
        if (!_isPlain)
        {
            return Progress.Stay;
        }

        JqValue? value = machine.Tick(this) ? source.One(machine, tail.Env, tail.Input) : null;
        if (value is null)
        {
            return Progress.Stopped;
        }

        tail = tail with { Node = body, Env = tail.Env.Push(value) };
        return Progress.Next;
    }

    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit) => machine.Tick(this)
        && source.Each(machine, env, input, value => pattern.Bind(machine, env, value, bound => body.Run(machine, bound, input, path, emit)));
}
