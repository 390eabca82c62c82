namespace Parley.Engine.Expressions;

/// <summary><c>try f catch g</c> and <c>f?</c>. Only errors of the body are caught, not those of whoever receives its outputs.</summary>
internal sealed class TryNode(int offset, Node body, Node? handler) : Node(offset)
{
    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit)
    {
        bool refused = false;
        bool done = body.Run(machine, env, input, path, (value, p) =>
        {
            refused = !emit(value, p);
            return !refused;
        });
        if (done || refused || machine.Error is null)
        {
            return done;
        }

        JqValue error = machine.Catch()!;
        return handler is null || handler.Run(machine, env, error, path is null ? null : JqPath.Broken, emit);
    }
}
