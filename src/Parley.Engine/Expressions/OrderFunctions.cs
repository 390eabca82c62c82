namespace Parley.Engine.Expressions;

/// <summary>Built-ins that put arrays in order: sorting, grouping, the least and the greatest.</summary>
internal static class OrderFunctions
{
    public static void AddTo(Dictionary<string, NativeFunction> table)
    {
        table["sort/0"] = (m, at, v, _) => Array(m, at, v, "sorted") is { } x ? Sorted(m, at, x, x) : null;
        table["unique/0"] = (m, at, v, _) => Array(m, at, v, "sorted") is { } x ? Unique(m, at, x, x) : null;
        table["min/0"] = (m, at, v, _) => Array(m, at, v, "iterated over") is { } x ? Extreme(m, at, x, x, -1) : null;
        table["max/0"] = (m, at, v, _) => Array(m, at, v, "iterated over") is { } x ? Extreme(m, at, x, x, 1) : null;
        table["_sort_by/1"] = (m, at, v, a) => Both(m, at, v, a[0], "sorted, as they are not both arrays") is { } x ? Sorted(m, at, x, (JqArray)a[0]) : null;
        table["_unique_by/1"] = (m, at, v, a) => Both(m, at, v, a[0], "sorted, as they are not both arrays") is { } x ? Unique(m, at, x, (JqArray)a[0]) : null;
        table["_group_by/1"] = (m, at, v, a) => Both(m, at, v, a[0], "sorted, as they are not both arrays") is { } x ? Groups(m, at, x, (JqArray)a[0]) : null;
        table["_min_by/1"] = (m, at, v, a) => Both(m, at, v, a[0], "iterated over") is { } x ? Extreme(m, at, x, (JqArray)a[0], -1) : null;
        table["_max_by/1"] = (m, at, v, a) => Both(m, at, v, a[0], "iterated over") is { } x ? Extreme(m, at, x, (JqArray)a[0], 1) : null;
        table["bsearch/1"] = Search;
    }

    private static JqArray? Both(Machine machine, Node at, JqValue value, JqValue keys, string deed)
    {
        if (value is JqArray)
        {
            return Array(machine, at, value, deed);
        }

        machine.Fail(at, $"{Machine.Show(value)} and {Machine.Show(keys)} cannot be {deed}");
        return null;
    }

    private static JqArray? Array(Machine machine, Node at, JqValue value, string deed)
    {
        if (value is JqArray array)
        {
            int n = array.Elements.Length;
            return machine.Charge(at, n * (long)(Math.Log2(n + 2) + 1) / 4) ? array : null;
        }

        machine.Fail(at, $"{Machine.Show(value)} cannot be {deed}, as it is not an array");
        return null;
    }

    /// <summary>The places of the elements in the order of their keys; equal keys keep their order.</summary>
    private static int[]? Order(Machine machine, Node at, JqArray array, JqArray keys)
    {
        if (!machine.Charge(at, keys.Weight / 10))
        {
            return null;
        }

        var places = new int[array.Elements.Length];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = i;
        }

        JqValue[] by = keys.Elements;
        places.AsSpan().Sort((x, y) => JqComparer.Compare(by[x], by[y]) is var order && order != 0 ? order : x.CompareTo(y));
        return places;
    }

    private static JqArray? Sorted(Machine machine, Node at, JqArray array, JqArray keys) =>
        Order(machine, at, array, keys) is { } order ? new JqArray([.. order.Select(i => array.Elements[i])]) : null;

    private static List<List<JqValue>>? Grouped(Machine machine, Node at, JqArray array, JqArray keys)
    {
        if (Order(machine, at, array, keys) is not { } order)
        {
            return null;
        }

        var groups = new List<List<JqValue>>();
        for (int i = 0; i < order.Length; i++)
        {
            if (i == 0 || JqComparer.Compare(keys.Elements[order[i - 1]], keys.Elements[order[i]]) != 0)
            {
                groups.Add([]);
            }

            groups[^1].Add(array.Elements[order[i]]);
        }

        return groups;
    }

    private static JqArray? Unique(Machine machine, Node at, JqArray array, JqArray keys) =>
        Grouped(machine, at, array, keys) is { } groups ? new JqArray([.. groups.Select(g => g[0])]) : null;

    private static JqArray? Groups(Machine machine, Node at, JqArray array, JqArray keys) =>
        Grouped(machine, at, array, keys) is { } groups ? new JqArray([.. groups.Select(g => new JqArray([.. g]))]) : null;

    /// <summary>Of equal ones, the first least and the last greatest, as in jq.</summary>
    private static JqValue Extreme(Machine machine, Node at, JqArray array, JqArray keys, int sign)
    {
        int best = -1;
        for (int i = 0; i < array.Elements.Length; i++)
        {
            int order = best < 0 ? 1 : sign * JqComparer.Compare(keys.Elements[i], keys.Elements[best]);
            if (order > 0 || (order == 0 && sign > 0))
            {
                best = i;
            }
        }

        return best < 0 ? JqValue.Null : array.Elements[best];
    }

    /// <summary>The place of a value in a sorted array; or, when it is not there, -1 less the place where it belongs.</summary>
    private static JqValue? Search(Machine machine, Node at, JqValue value, JqValue[] arguments)
    {
        if (value is not JqArray array)
        {
            return machine.Fail(at, $"{Machine.Show(value)} cannot be searched from");
        }

        int place = System.Array.BinarySearch(array.Elements, arguments[0], Comparer<JqValue>.Create(JqComparer.Compare));
        return JqValue.From(place);
    }
}
