namespace Parley.Engine.Expressions;

/// <summary>
/// <c>sub</c> and <c>gsub</c>: the pieces between matches, with the text that f makes of each match's named captures. When f has several outputs
/// there are as many texts: the first of the first outputs, the second of the second ones.
/// </summary>
internal sealed class SubNode(int offset, Node pieces, Node replacement) : ValueNode(offset)
{
    protected override bool Values(Machine machine, Env env, JqValue input, Func<JqValue, bool> receive) =>
        pieces.Each(machine, env, input, value => Replace(machine, env, input, ((JqArray)value).Elements, receive));

    private bool Replace(Machine machine, Env env, JqValue input, JqValue[] parts, Func<JqValue, bool> receive)
    {
        var texts = new List<List<string>>();
        long size = 0;
        for (int at = 1; at < parts.Length; at += 2)
        {
            string gap = parts[at - 1].AsString;
            int place = 0;
            bool done = replacement.Each(machine, env, parts[at], text =>
            {
                size += gap.Length + text.Weight;
                return machine.FitsOutput(this, size) && Add(machine, texts, place++, gap, text);
            });
            if (!done)
            {
                return false;
            }
        }

        return texts.Count == 0
            ? receive(input)
            : texts.TrueForAll(t => machine.Keep(this, new JqString(string.Concat(t) + parts[^1].AsString)) is { } whole && receive(whole));
    }

    private bool Add(Machine machine, List<List<string>> texts, int place, string gap, JqValue text)
    {
        if (text is not JqString s)
        {
            return machine.Raise(this, $"{Machine.Show(JqValue.From(gap))} and {Machine.Show(text)} cannot be added");
        }

        if (place == texts.Count)
        {
            texts.Add([]);
        }

        texts[place].Add(gap);
        texts[place].Add(s.Value);
        return machine.Tick(this);
    }
}
