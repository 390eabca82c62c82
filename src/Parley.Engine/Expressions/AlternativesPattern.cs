namespace Parley.Engine.Expressions;

/// <summary>
/// <c>p ?// q</c>: the first pattern that fits, and whose variables the rest of the program works with; when one raises an error the next is
/// tried. All variables of all patterns are bound, those of the others to null.
/// </summary>
/// <param name="patterns">The patterns, and for each how far its variables are from its last link, in the order of all variables; -1 for null.</param>
internal sealed class AlternativesPattern((Pattern Pattern, int[] Links)[] patterns) : Pattern
{
    public override bool Bind(Machine machine, Env env, JqValue value, Func<Env, bool> receive)
    {
        for (int i = 0; ; i++)
        {
            (Pattern pattern, int[] links) = patterns[i];
            bool done = pattern.Bind(machine, env, value, bound => receive(All(env, bound, links)));
            if (done || i == patterns.Length - 1 || machine.Catch() is null)
            {
                return done;
            }
        }
    }

    private static Env All(Env env, Env bound, int[] links)
    {
        foreach (int link in links)
        {
            env = env.Push(link < 0 ? JqValue.Null : bound.Up(link).Value!);
        }

        return env;
    }
}
