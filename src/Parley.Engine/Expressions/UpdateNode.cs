namespace Parley.Engine.Expressions;

/// <summary><c>paths |= f</c>: every path gets the first output of f on what is there; where there is none, the path is deleted.</summary>
internal sealed class UpdateNode(int offset, Node paths, Node update) : ValueNode(offset)
{
    public override bool IsSingle => true;

    public override JqValue? One(Machine machine, Env env, JqValue input)
    {
        JqValue? result = input;
        var deleted = new List<JqValue>();
        bool done = PathNode.Each(machine, this, paths, env, input, keys =>
        {
            JqValue? old = JqPaths.Get(machine, this, result!, keys);
            if (old is null || !First(machine, env, old, out JqValue? changed))
            {
                return false;
            }

            if (changed is null)
            {
                deleted.Add(new JqArray(keys));
                return true;
            }

            result = JqPaths.Set(machine, this, result!, keys, changed);
            return result is not null && machine.Keep(this, result) is not null;
        });
        return !done ? null : deleted.Count == 0 ? result : JqDeletion.Delete(machine, this, result!, [.. deleted]);
    }

    private bool First(Machine machine, Env env, JqValue old, out JqValue? changed)
    {
        JqValue? first = null;
        bool done = update.Each(machine, env, old, value =>
        {
            first = value;
            return false;
        });
        changed = first;
        return done || first is not null;
    }
}
