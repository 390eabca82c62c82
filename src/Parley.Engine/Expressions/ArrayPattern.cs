namespace Parley.Engine.Expressions;

/// <summary><c>[p, q]</c>.</summary>
internal sealed class ArrayPattern(Node at, Pattern[] items) : Pattern
{
    public override bool Bind(Machine machine, Env env, JqValue value, Func<Env, bool> receive) => Item(machine, env, value, 0, receive);

    private bool Item(Machine machine, Env env, JqValue value, int index, Func<Env, bool> receive)
    {
        if (index == items.Length)
        {
            return receive(env);
        }

        JqValue? item = JqPaths.Index(machine, at, value, JqValue.From(index));
        return item is not null && items[index].Bind(machine, env, item, bound => Item(machine, bound, value, index + 1, receive));
    }
}
