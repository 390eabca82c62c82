namespace Parley.Engine.Expressions;

/// <summary><c>{name: p, $x, $y: q, (f): r}</c>.</summary>
internal sealed class ObjectPattern(Node at, (bool BindsWhole, Node Key, Pattern? Inner)[] members) : Pattern
{
    public override bool Bind(Machine machine, Env env, JqValue value, Func<Env, bool> receive) => Member(machine, env, value, 0, receive);

    private bool Member(Machine machine, Env env, JqValue value, int index, Func<Env, bool> receive)
    {
        if (index == members.Length)
        {
            return receive(env);
        }

        (bool bindsWhole, Node key, Pattern? inner) = members[index];
        return key.Each(machine, env, value, k =>
        {
            if (k.Kind != JqKind.String)
            {
                return machine.Raise(at, $"Cannot index {Machine.KindName(value)} with {Machine.KindName(k)}");
            }

            JqValue? part = JqPaths.Index(machine, at, value, k);
            if (part is null)
            {
                return false;
            }

            Env bound = bindsWhole ? env.Push(part) : env;
            return inner is null
                ? Member(machine, bound, value, index + 1, receive)
                : inner.Bind(machine, bound, part, next => Member(machine, next, value, index + 1, receive));
        });
    }
}
