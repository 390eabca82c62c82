namespace Parley.Engine.Expressions;

/// <summary>Reading, setting and deleting by key and by path.</summary>
internal static class JqPaths
{
    /// <summary>Far beyond any message; a single assignment to a huge index must not fill the memory.</summary>
    private const int LargestIndex = 1_000_000;

    public static JqValue? Index(Machine machine, Node at, JqValue value, JqValue key) => (value, key) switch
    {
        (JqObject o, JqString name) => o.Find(name.Value) ?? JqValue.Null,
        (JqArray array, JqNumber index) => Element(array, index.Value),
        (JqArray or JqString or JqNull, JqObject slice) => Slice(machine, at, value, slice),
        (JqArray array, JqArray part) => Operators.Indices(machine, at, array, part),
        (JqNull, JqString or JqNumber or JqNull) => JqValue.Null,
        _ => CannotIndex(machine, at, value, key),
    };

    public static JqValue? Get(Machine machine, Node at, JqValue value, ReadOnlySpan<JqValue> keys)
    {
        JqValue? current = value;
        foreach (JqValue key in keys)
        {
            if (current is null or JqNull)
            {
                return current;
            }

            current = Index(machine, at, current, key);
        }

        return current;
    }

    public static JqValue? Set(Machine machine, Node at, JqValue root, ReadOnlySpan<JqValue> keys, JqValue value)
    {
        if (keys.IsEmpty)
        {
            return value;
        }

        if (!machine.Tick(at))
        {
            return null;
        }

        JqValue? inner = Index(machine, at, root, keys[0]);
        JqValue? changed = inner is null ? null : Set(machine, at, inner, keys[1..], value);
        return changed is null ? null : SetOne(machine, at, root, keys[0], changed);
    }

    private static JqValue Element(JqArray array, double index)
    {
        double at = Math.Floor(index);
        at = at < 0 ? at + array.Elements.Length : at;
        return at >= 0 && at < array.Elements.Length ? array.Elements[(int)at] : JqValue.Null;
    }

    public static JqValue? CannotIndex(Machine machine, Node at, JqValue value, JqValue key) => machine.Fail(at, key is JqString name
        ? $"Cannot index {Machine.KindName(value)} with string \"{name.Value}\""
        : $"Cannot index {Machine.KindName(value)} with {Machine.KindName(key)}");

    private static JqValue? Slice(Machine machine, Node at, JqValue value, JqObject slice)
    {
        if (value.Kind == JqKind.Null)
        {
            return JqValue.Null;
        }

        int length = value is JqString s ? JqText.Length(s.Value) : value.Items.Count;
        if (!TryBounds(slice, length, out int start, out int end))
        {
            return machine.Fail(at, $"Start and end indices of an {Machine.KindName(value)} slice must be numbers");
        }

        if (value is JqString text)
        {
            int from = JqText.IndexOfPoint(text.Value, start);
            return machine.Keep(at, new JqString(text.Value[from..JqText.IndexOfPoint(text.Value, end)]));
        }

        return machine.Keep(at, new JqArray(((JqArray)value).Elements[start..end]));
    }

    /// <summary>Start rounds down and end up; negative ones count from the end; both are kept within the length.</summary>
    public static bool TryBounds(JqObject slice, int length, out int start, out int end)
    {
        start = 0;
        end = length;
        JqValue from = slice.Find("start") ?? JqValue.Null;
        JqValue to = slice.Find("end") ?? JqValue.Null;
        if (from.Kind is not (JqKind.Null or JqKind.Number) || to.Kind is not (JqKind.Null or JqKind.Number))
        {
            return false;
        }

        if (from is JqNumber { Value: not double.NaN } f)
        {
            start = (int)Math.Clamp(Math.Floor(f.Value < 0 ? f.Value + length : f.Value), 0, length);
        }

        if (to is JqNumber { Value: not double.NaN } t)
        {
            end = (int)Math.Clamp(Math.Ceiling(t.Value < 0 ? t.Value + length : t.Value), 0, length);
        }

        end = Math.Max(start, end);
        return true;
    }

    public static JqValue? SetOne(Machine machine, Node at, JqValue root, JqValue key, JqValue value) => (root, key) switch
    {
        (JqObject o, JqString name) => machine.Charge(at, o.Count / 10) ? o.With(name.Value, value) : null,
        (JqNull, JqString name) => JqObject.Empty.With(name.Value, value),
        (JqArray array, JqNumber index) => SetElement(machine, at, array.Elements, index.Value, value),
        (JqNull, JqNumber index) => SetElement(machine, at, [], index.Value, value),
        (JqArray array, JqObject slice) => SetSlice(machine, at, array.Elements, slice, value),
        (JqNull, JqObject slice) => SetSlice(machine, at, [], slice, value),
        (JqString, JqObject) => machine.Fail(at, "Cannot update string slices"),
        _ => CannotIndex(machine, at, root, key),
    };

    private static JqValue? SetElement(Machine machine, Node at, JqValue[] items, double index, JqValue value)
    {
        double place = Math.Floor(index);
        place = place < 0 ? place + items.Length : place;
        if (place is not (>= 0 and <= LargestIndex))
        {
            return machine.Fail(at, place < 0 ? "Out of bounds negative array index"
                : double.IsNaN(place) ? "Cannot set array element at NaN index"
                : "Array index too large");
        }

        int i = (int)place;
        if (!machine.Charge(at, Math.Max(i, items.Length) / 10))
        {
            return null;
        }

        var copy = new JqValue[Math.Max(items.Length, i + 1)];
        items.CopyTo(copy, 0);
        copy.AsSpan(items.Length).Fill(JqValue.Null);
        copy[i] = value;
        return new JqArray(copy);
    }

    private static JqValue? SetSlice(Machine machine, Node at, JqValue[] items, JqObject slice, JqValue value)
    {
        if (value is not JqArray part)
        {
            return machine.Fail(at, "A slice of an array can only be assigned another array");
        }

        return TryBounds(slice, items.Length, out int start, out int end)
            ? new JqArray([.. items[..start], .. part.Elements, .. items[end..]])
            : machine.Fail(at, "Start and end indices of an array slice must be numbers");
    }
}
