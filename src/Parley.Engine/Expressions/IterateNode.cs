namespace Parley.Engine.Expressions;

/// <summary><c>f[]</c>.</summary>
internal sealed class IterateNode(int offset, Node target) : Node(offset)
{
    public override bool Run(Machine machine, Env env, JqValue input, JqPath? path, Emit emit) =>
        target.Run(machine, env, input, path, (value, p) => p is { IsBroken: true }
            ? machine.Raise(this, $"Invalid path expression near attempt to iterate through {JqText.Short(value)}")
            : Iterate(machine, this, value, p, emit));

    public static bool Iterate(Machine machine, Node at, JqValue value, JqPath? path, Emit emit) => value switch
    {
        JqArray array => IterateArray(machine, at, array.Elements, path, emit),
        JqObject o => IterateObject(machine, at, o, path, emit),
        _ => machine.Raise(at, $"Cannot iterate over {Machine.Show(value)}"),
    };

    private static bool IterateArray(Machine machine, Node at, JqValue[] items, JqPath? path, Emit emit)
    {
        for (int i = 0; i < items.Length; i++)
        {
            if (!machine.Tick(at) || !emit(items[i], path?.Append(JqValue.From(i))))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IterateObject(Machine machine, Node at, JqObject o, JqPath? path, Emit emit)
    {
        for (int i = 0; i < o.Count; i++)
        {
            if (!machine.Tick(at) || !emit(o.Values[i], path?.Append(JqValue.From(o.Names[i]))))
            {
                return false;
            }
        }

        return true;
    }
}
