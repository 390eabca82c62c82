namespace Parley.Engine.Expressions;

/// <summary><c>label $x | f</c>.</summary>
internal sealed class LabelNode(int offset, Node body) : Node(offset)
{
    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit)
    {
        Env labelled = env.PushLabel();
        return body.Run(machine, labelled, input, path, emit) || machine.CatchBreak(labelled);
    }
}
