namespace Parley.Engine.Expressions;

/// <summary><c>tostream</c>: an event for every leaf, <c>[path, value]</c>, and one for the end of every list that has elements, <c>[path of its last]</c>.</summary>
internal sealed class StreamNode(int offset) : ValueNode(offset)
{
    protected override bool Values(Machine machine, Env env, JqValue input, Func<JqValue, bool> receive) =>
        Walk(machine, input, JqPath.Root, receive) && (Count(input) == 0 || receive(End(input, JqPath.Root)));

    /// <summary>The events of a value, but for its own end, which its container must order.</summary>
    private bool Walk(Machine machine, JqValue value, JqPath path, Func<JqValue, bool> receive)
    {
        if (!machine.Tick(this))
        {
            return false;
        }

        int count = Count(value);
        if (count == 0)
        {
            return receive(new JqArray([new JqArray(path.ToArray()), value]));
        }

        for (int i = 0; i < count; i++)
        {
            JqValue item = value is JqObject o ? o.Values[i] : ((JqArray)value).Elements[i];
            JqPath below = path.Append(Key(value, i));
            if (!Walk(machine, item, below, receive) || (Count(item) > 0 && !receive(End(item, below))))
            {
                return false;
            }
        }

        return true;
    }

    private static JqArray End(JqValue value, JqPath path) => new([new JqArray(path.Append(Key(value, Count(value) - 1)).ToArray())]);

    private static JqValue Key(JqValue value, int place) => value is JqObject o ? JqValue.From(o.Names[place]) : JqValue.From(place);

    private static int Count(JqValue value) => value switch { JqObject o => o.Count, JqArray a => a.Elements.Length, _ => 0 };
}
