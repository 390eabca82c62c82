namespace Parley.Engine.Expressions;

/// <summary><c>last(f)</c>: null when f has no output, as in jq 1.7.</summary>
internal sealed class LastNode(int offset, Node body) : Node(offset)
{
    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit)
    {
        JqValue last = JqValue.Null;
        JqPath? lastPath = path is null ? null : JqPath.Broken;
        bool done = body.Run(machine, env, input, path, (value, p) =>
        {
            (last, lastPath) = (value, p);
            return true;
        });
        return done && emit(last, lastPath);
    }
}
