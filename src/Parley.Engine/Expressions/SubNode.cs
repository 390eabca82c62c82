namespace Parley.Engine.Expressions;

/// <summary><c>sub</c> and <c>gsub</c>: the pieces between matches, with the text that f makes of each match's named captures.</summary>
internal sealed class SubNode(int offset, Node pieces, Node replacement) : ValueNode(offset)
{
    protected override bool Values(Machine machine, Env env, JqValue input, Func<JqValue, bool> receive) =>
        pieces.Each(machine, env, input, value => Replace(machine, env, ((JqArray)value).Elements, 1, [], receive));

    /// <summary>One output of f for each match is the common case and goes on in place; several are each followed to the end.</summary>
    private bool Replace(Machine machine, Env env, JqValue[] parts, int at, List<string> done, Func<JqValue, bool> receive)
    {
        for (; at < parts.Length; at += 2)
        {
            var texts = new List<string>();
            if (!replacement.Each(machine, env, parts[at], text => Add(machine, texts, text)))
            {
                return false;
            }

            if (texts.Count != 1)
            {
                int next = at + 2;
                string before = parts[at - 1].AsString;
                return texts.TrueForAll(text => machine.Enter(this) && Left(machine, Replace(machine, env, parts, next, [.. done, before, text], receive)));
            }

            done.Add(parts[at - 1].AsString);
            done.Add(texts[0]);
        }

        JqValue? whole = machine.FitsOutput(this, done.Sum(d => (long)d.Length)) ? machine.Keep(this, new JqString(string.Concat(done) + parts[^1].AsString)) : null;
        return whole is not null && receive(whole);
    }

    private static bool Left(Machine machine, bool result)
    {
        machine.Leave();
        return result;
    }

    private bool Add(Machine machine, List<string> texts, JqValue text)
    {
        if (text is not JqString s)
        {
            return machine.Raise(this, $"{Machine.Show(text)} cannot be added to a string");
        }

        texts.Add(s.Value);
        return machine.Tick(this);
    }
}
