namespace Parley.Engine.Expressions;

/// <summary>Deleting by paths: all that end in one list go at once, so that none moves another.</summary>
internal static class JqDeletion
{
    public static JqValue? Delete(Machine machine, Node at, JqValue root, JqValue[] paths)
    {
        foreach (JqValue path in paths)
        {
            if (path is not JqArray)
            {
                return machine.Fail(at, $"Path must be specified as array, not {Machine.KindName(path)}");
            }
        }

        JqValue[] sorted = (JqValue[])paths.Clone();
        Array.Sort(sorted, JqComparer.Compare);
        JqValue[][] keys = Array.ConvertAll(sorted, p => ((JqArray)p).Elements);
        return keys.Length == 0 ? root : keys[0].Length == 0 ? JqValue.Null : Below(machine, at, root, keys, 0);
    }

    /// <summary>Deletes below a value. The paths are sorted, so those with the same key here stand together and the shortest first.</summary>
    private static JqValue? Below(Machine machine, Node at, JqValue value, ReadOnlySpan<JqValue[]> paths, int level)
    {
        JqValue? result = value;
        var here = new List<JqValue>();
        for (int end = paths.Length; end > 0 && result is not null;)
        {
            JqValue key = paths[end - 1][level];
            int start = end - 1;
            while (start > 0 && JqComparer.Compare(paths[start - 1][level], key) == 0)
            {
                start--;
            }

            if (paths[start].Length == level + 1)
            {
                here.Add(key);
            }
            else
            {
                result = Within(machine, at, result, key, paths[start..end], level);
            }

            end = start;
        }

        return result is null || here.Count == 0 ? result : Members(machine, at, result, here);
    }

    private static JqValue? Within(Machine machine, Node at, JqValue value, JqValue key, ReadOnlySpan<JqValue[]> paths, int level)
    {
        JqValue? inner = machine.Tick(at) ? JqPaths.Index(machine, at, value, key) : null;
        if (inner is null or JqNull)
        {
            return inner is null ? null : value;
        }

        JqValue? changed = Below(machine, at, inner, paths, level + 1);
        return changed is null ? null : JqPaths.SetOne(machine, at, value, key, changed);
    }

    private static JqValue? Members(Machine machine, Node at, JqValue value, List<JqValue> keys) => value switch
    {
        JqNull => value,
        JqObject o => OfObject(machine, at, o, keys),
        JqArray array => OfArray(machine, at, array, keys),
        _ => machine.Fail(at, $"Cannot delete fields from {Machine.KindName(value)}"),
    };

    private static JqValue? OfObject(Machine machine, Node at, JqObject o, List<JqValue> keys)
    {
        JqValue? wrong = keys.Find(k => k is not JqString);
        if (wrong is not null)
        {
            return machine.Fail(at, $"Cannot delete {Machine.KindName(wrong)} field of object");
        }

        var gone = new bool[o.Count];
        foreach (JqValue key in keys)
        {
            int place = o.IndexOf(key.AsString);
            if (place >= 0)
            {
                gone[place] = true;
            }
        }

        return machine.Charge(at, o.Count / 10) ? new JqObject([.. o.Names.Where((_, i) => !gone[i])], [.. o.Values.Where((_, i) => !gone[i])]) : null;
    }

    private static JqValue? OfArray(Machine machine, Node at, JqArray array, List<JqValue> keys)
    {
        int length = array.Elements.Length;
        var gone = new bool[length];
        foreach (JqValue key in keys)
        {
            switch (key)
            {
                case JqNumber number:
                    double place = Math.Floor(number.Value);
                    place += place < 0 ? length : 0;
                    if (place >= 0 && place < length)
                    {
                        gone[(int)place] = true;
                    }

                    break;
                case JqObject slice when JqPaths.TryBounds(slice, length, out int start, out int end):
                    gone.AsSpan(start..end).Fill(true);
                    break;
                case JqObject:
                    return machine.Fail(at, "Array/string slice indices must be integers");
                default:
                    return machine.Fail(at, $"Cannot delete {Machine.KindName(key)} element of array");
            }
        }

        return machine.Charge(at, length / 10) ? new JqArray([.. array.Elements.Where((_, i) => !gone[i])]) : null;
    }
}
