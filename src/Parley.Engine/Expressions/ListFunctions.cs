namespace Parley.Engine.Expressions;

/// <summary>Built-ins on arrays and objects.</summary>
internal static class ListFunctions
{
    public static void AddTo(Dictionary<string, NativeFunction> table)
    {
        table["length/0"] = Length;
        table["type/0"] = (_, _, v, _) => new JqString(Machine.KindName(v));
        table["not/0"] = (_, _, v, _) => JqValue.From(!v.IsTruthy);
        table["keys/0"] = (m, at, v, _) => Keys(m, at, v, true);
        table["keys_unsorted/0"] = (m, at, v, _) => Keys(m, at, v, false);
        table["has/1"] = Has;
        table["contains/1"] = (m, at, v, a) => Contains(m, at, v, a[0]) is { } found ? JqValue.From(found) : null;
        table["inside/1"] = (m, at, v, a) => Contains(m, at, a[0], v) is { } found ? JqValue.From(found) : null;
        table["add/0"] = Add;
        table["reverse/0"] = Reverse;
        table["flatten/0"] = (m, at, v, _) => Flatten(m, at, v, 1e9);
        table["flatten/1"] = (m, at, v, a) => a[0] is JqNumber n ? Flatten(m, at, v, n.Value) : m.Fail(at, "flatten depth must be a number");
        table["indices/1"] = Indices;
        table["index/1"] = (m, at, v, a) => Indices(m, at, v, a) is { } found ? found.Items.Count > 0 ? found.Items[0] : JqValue.Null : null;
        table["rindex/1"] = (m, at, v, a) => Indices(m, at, v, a) is { } found ? found.Items.Count > 0 ? found.Items[^1] : JqValue.Null : null;
        table["transpose/0"] = Transpose;
        table["toarray/0"] = (_, _, v, _) => v is JqArray ? v : new JqArray([v]);
        table["setpath/2"] = (m, at, v, a) => a[0] is JqArray p ? JqPaths.Set(m, at, v, p.Elements, a[1]) : m.Fail(at, "Path must be specified as an array");
        table["delpaths/1"] = (m, at, v, a) => a[0] is JqArray p ? JqDeletion.Delete(m, at, v, p.Elements) : m.Fail(at, "Paths must be specified as an array");
    }

    private static JqValue? Length(Machine machine, Node at, JqValue value, JqValue[] arguments) => value switch
    {
        JqNull => JqValue.From(0),
        JqNumber n => JqValue.From(Math.Abs(n.Value)),
        JqString s => JqValue.From(JqText.Length(s.Value)),
        JqArray a => JqValue.From(a.Elements.Length),
        JqObject o => JqValue.From(o.Count),
        _ => machine.Fail(at, $"{Machine.Show(value)} has no length"),
    };

    private static JqValue? Keys(Machine machine, Node at, JqValue value, bool sorted) => value switch
    {
        JqObject o => new JqArray([.. (sorted ? o.SortedNames() : o.Names).Select(JqValue.From)]),
        JqArray a => new JqArray([.. Enumerable.Range(0, a.Elements.Length).Select(i => JqValue.From(i))]),
        _ => machine.Fail(at, $"{Machine.Show(value)} has no keys"),
    };

    private static JqValue? Has(Machine machine, Node at, JqValue value, JqValue[] arguments) => (value, arguments[0]) switch
    {
        (JqNull, JqString or JqNumber) => JqValue.False,
        (JqObject o, JqString name) => JqValue.From(o.IndexOf(name.Value) >= 0),
        (JqArray a, JqNumber index) => JqValue.From(index.Value >= 0 && index.Value < a.Elements.Length),
        _ => machine.Fail(at, $"Cannot check whether {Machine.KindName(value)} has a {Machine.KindName(arguments[0])} key"),
    };

    private static bool? Contains(Machine machine, Node at, JqValue a, JqValue b)
    {
        if (!machine.Tick(at))
        {
            return null;
        }

        switch (a, b)
        {
            case (JqObject x, JqObject y):
                return All(y.Names, name => x.Find(name) is { } inner ? Contains(machine, at, inner, y.Find(name)!) : false);
            case (JqArray x, JqArray y):
                return All(y.Elements, wanted => Any(x.Elements, item => item.Kind == wanted.Kind ? Contains(machine, at, item, wanted) : false));
            case (JqString x, JqString y):
                return machine.Charge(at, x.Weight / 100) ? x.Value.Contains(y.Value, StringComparison.Ordinal) : null;
            default:
                if (Machine.KindName(a) == Machine.KindName(b))
                {
                    return JqComparer.Compare(a, b) == 0;
                }

                machine.Raise(at, $"{Machine.Show(a)} and {Machine.Show(b)} cannot have their containment checked");
                return null;
        }
    }

    private static bool? All<T>(T[] items, Func<T, bool?> test)
    {
        foreach (T item in items)
        {
            bool? result = test(item);
            if (result != true)
            {
                return result;
            }
        }

        return true;
    }

    private static bool? Any<T>(T[] items, Func<T, bool?> test)
    {
        foreach (T item in items)
        {
            bool? result = test(item);
            if (result != false)
            {
                return result;
            }
        }

        return false;
    }

    private static JqValue? Add(Machine machine, Node at, JqValue value, JqValue[] arguments)
    {
        JqValue[]? items = value is JqObject o ? o.Values : value is JqArray a ? a.Elements : null;
        if (items is null)
        {
            return machine.Fail(at, $"Cannot iterate over {Machine.Show(value)}");
        }

        // Strings are the common case and joining them one by one would copy each many times.
        if (items.Length > 2 && items.All(i => i is JqString))
        {
            return machine.FitsOutput(at, value.Weight) ? new JqString(string.Concat(items.Select(i => i.AsString))) : null;
        }

        JqValue? sum = JqValue.Null;
        for (int i = 0; i < items.Length && sum is not null; i++)
        {
            sum = machine.Tick(at) ? Operators.Add(machine, at, sum, items[i]) : null;
        }

        return sum;
    }

    private static JqValue? Reverse(Machine machine, Node at, JqValue value, JqValue[] arguments) => value switch
    {
        JqNull => JqArray.Empty,
        JqArray a => new JqArray([.. a.Elements.Reverse()]),
        JqString s => new JqString(string.Concat(s.Value.EnumerateRunes().Reverse())),
        _ => machine.Fail(at, $"Cannot reverse {Machine.Show(value)}"),
    };

    private static JqValue? Flatten(Machine machine, Node at, JqValue value, double depth)
    {
        if (depth < 0)
        {
            return machine.Fail(at, "flatten depth must not be negative");
        }

        JqValue[]? elements = value switch { JqArray array => array.Elements, JqObject o => o.Values, _ => null };
        if (elements is null)
        {
            return machine.Fail(at, $"Cannot iterate over {Machine.Show(value)}");
        }

        var items = new List<JqValue>();
        return Collect(machine, at, elements, depth, items) ? new JqArray([.. items]) : null;
    }

    private static bool Collect(Machine machine, Node at, JqValue[] elements, double depth, List<JqValue> items)
    {
        foreach (JqValue item in elements)
        {
            if (!machine.Tick(at))
            {
                return false;
            }

            if (item is not JqArray inner || depth < 1)
            {
                items.Add(item);
            }
            else if (!Collect(machine, at, inner.Elements, depth - 1, items))
            {
                return false;
            }
        }

        return true;
    }

    private static JqValue? Indices(Machine machine, Node at, JqValue value, JqValue[] arguments)
    {
        switch (value, arguments[0])
        {
            case (JqNull, _):
                return JqValue.Null;
            case (JqArray array, JqArray part):
                return Operators.Indices(machine, at, array, part);
            case (JqArray array, _):
                return Operators.Indices(machine, at, array, new JqArray([arguments[0]]));
            case (JqString s, JqString part):
                return machine.Charge(at, s.Weight / 10) ? TextIndices(s.Value, part.Value) : null;
            default:
                return machine.Fail(at, $"Cannot determine indices of {Machine.KindName(arguments[0])} in {Machine.KindName(value)}");
        }
    }

    private static JqValue TextIndices(string text, string part)
    {
        var found = new List<JqValue>();
        if (part.Length == 0)
        {
            return JqValue.Null;
        }

        for (int i = text.IndexOf(part, StringComparison.Ordinal); i >= 0; i = text.IndexOf(part, i + 1, StringComparison.Ordinal))
        {
            found.Add(JqValue.From(JqText.PointsBefore(text, i)));
        }

        return new JqArray([.. found]);
    }

    private static JqValue? Transpose(Machine machine, Node at, JqValue value, JqValue[] arguments)
    {
        if (value is not JqArray rows || rows.Elements.Any(r => r is not (JqArray or JqNull)))
        {
            return machine.Fail(at, "transpose input must be an array of arrays");
        }

        int width = rows.Elements.Select(r => r.Items.Count).DefaultIfEmpty(0).Max();
        if (!machine.Charge(at, (long)width * rows.Elements.Length))
        {
            return null;
        }

        return new JqArray([.. Enumerable.Range(0, width).Select(c => new JqArray([.. rows.Elements.Select(r => c < r.Items.Count ? r.Items[c] : JqValue.Null)]))]);
    }
}
