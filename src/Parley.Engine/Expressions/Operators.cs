namespace Parley.Engine.Expressions;

/// <summary>Arithmetic and comparison on two values.</summary>
internal static class Operators
{
    private const double LeastInteger = long.MinValue;

    public static JqValue? Add(Machine machine, Node at, JqValue a, JqValue b) => (a, b) switch
    {
        (JqNull, _) => b,
        (_, JqNull) => a,
        (JqNumber x, JqNumber y) => JqValue.From(x.Value + y.Value),
        (JqString x, JqString y) => machine.FitsOutput(at, x.Weight + y.Weight) && machine.Charge(at, (x.Weight + y.Weight) / 100)
            ? new JqString(x.Value + y.Value) : null,
        (JqArray x, JqArray y) => machine.FitsOutput(at, x.Weight + y.Weight) ? machine.Keep(at, new JqArray([.. x.Elements, .. y.Elements])) : null,
        (JqObject x, JqObject y) => machine.Keep(at, Merge(x, y)),
        _ => machine.Fail(at, $"{Machine.Show(a)} and {Machine.Show(b)} cannot be added"),
    };

    public static JqValue? Subtract(Machine machine, Node at, JqValue a, JqValue b) => (a, b) switch
    {
        (JqNumber x, JqNumber y) => JqValue.From(x.Value - y.Value),
        (JqArray x, JqArray y) => machine.Charge(at, (long)x.Elements.Length * y.Elements.Length)
            ? new JqArray([.. x.Elements.Where(i => !Array.Exists(y.Elements, j => JqComparer.Compare(i, j) == 0))]) : null,
        _ => machine.Fail(at, $"{Machine.Show(a)} and {Machine.Show(b)} cannot be subtracted"),
    };

    public static JqValue? Multiply(Machine machine, Node at, JqValue a, JqValue b) => (a, b) switch
    {
        (JqNumber x, JqNumber y) => JqValue.From(x.Value * y.Value),
        (JqString x, JqNumber y) => Repeat(machine, at, x.Value, y.Value),
        (JqNumber x, JqString y) => Repeat(machine, at, y.Value, x.Value),
        (JqObject x, JqObject y) => MergeDeep(machine, at, x, y),
        _ => machine.Fail(at, $"{Machine.Show(a)} and {Machine.Show(b)} cannot be multiplied"),
    };

    public static JqValue? Divide(Machine machine, Node at, JqValue a, JqValue b) => (a, b) switch
    {
        (JqNumber, JqNumber { Value: 0 }) => machine.Fail(at, $"{Machine.Show(a)} and {Machine.Show(b)} cannot be divided because the divisor is zero"),
        (JqNumber x, JqNumber y) => JqValue.From(x.Value / y.Value),
        (JqString x, JqString y) => TextFunctions.SplitText(machine, at, x.Value, y.Value),
        _ => machine.Fail(at, $"{Machine.Show(a)} and {Machine.Show(b)} cannot be divided"),
    };

    public static JqValue? Modulo(Machine machine, Node at, JqValue a, JqValue b)
    {
        if (a is not JqNumber x || b is not JqNumber y)
        {
            return machine.Fail(at, $"{Machine.Show(a)} and {Machine.Show(b)} cannot be divided (remainder)");
        }

        if (double.IsNaN(x.Value) || double.IsNaN(y.Value))
        {
            return JqValue.From(double.NaN);
        }

        long divisor = ToInteger(y.Value);
        return divisor == 0
            ? machine.Fail(at, $"{Machine.Show(a)} and {Machine.Show(b)} cannot be divided (remainder) because the divisor is zero")
            : JqValue.From(divisor == -1 ? 0 : (double)(ToInteger(x.Value) % divisor));
    }

    public static JqValue? Equal(Machine machine, Node at, JqValue a, JqValue b) => Order(machine, at, a, b, order => order == 0);

    public static JqValue? NotEqual(Machine machine, Node at, JqValue a, JqValue b) => Order(machine, at, a, b, order => order != 0);

    public static JqValue? Less(Machine machine, Node at, JqValue a, JqValue b) => Order(machine, at, a, b, order => order < 0);

    public static JqValue? LessOrEqual(Machine machine, Node at, JqValue a, JqValue b) => Order(machine, at, a, b, order => order <= 0);

    public static JqValue? Greater(Machine machine, Node at, JqValue a, JqValue b) => Order(machine, at, a, b, order => order > 0);

    public static JqValue? GreaterOrEqual(Machine machine, Node at, JqValue a, JqValue b) => Order(machine, at, a, b, order => order >= 0);

    /// <summary>The left one unless it is null or false: <c>//=</c>.</summary>
    public static JqValue? Otherwise(Machine machine, Node at, JqValue a, JqValue b) => a.IsTruthy ? a : b;

    /// <summary>Where one array stands inside another; null for an empty one.</summary>
    public static JqValue? Indices(Machine machine, Node at, JqArray array, JqArray part)
    {
        int length = part.Elements.Length;
        if (length == 0)
        {
            return JqValue.Null;
        }

        var found = new List<JqValue>();
        for (int i = 0; i + length <= array.Elements.Length; i++)
        {
            if (!machine.Charge(at, length))
            {
                return null;
            }

            if (array.Elements.AsSpan(i, length).SequenceEqual(part.Elements))
            {
                found.Add(JqValue.From(i));
            }
        }

        return new JqArray([.. found]);
    }

    private static JqValue? Order(Machine machine, Node at, JqValue a, JqValue b, Func<int, bool> test) =>
        machine.Charge(at, Math.Min(a.Weight, b.Weight) / 50) ? JqValue.From(test(JqComparer.Compare(a, b))) : null;

    private static long ToInteger(double value) => value < LeastInteger ? long.MinValue : value > -LeastInteger ? long.MaxValue : (long)value;

    private static JqValue? Repeat(Machine machine, Node at, string text, double times)
    {
        if (!(times >= 0))
        {
            return JqValue.Null;
        }

        double count = Math.Floor(times);
        long size = (long)Math.Min(count * (text.Length + 2), 1e15);
        if (!machine.FitsOutput(at, size) || !machine.Charge(at, size / 100))
        {
            return null;
        }

        return count * text.Length < int.MaxValue / 2
            ? new JqString(new System.Text.StringBuilder().Insert(0, text, (int)count).ToString())
            : machine.Fail(at, "Repeat string result too long");
    }

    private static JqObject Merge(JqObject a, JqObject b)
    {
        var builder = new JqObjectBuilder(a);
        for (int i = 0; i < b.Count; i++)
        {
            builder.Set(b.Names[i], b.Values[i]);
        }

        return builder.Build();
    }

    private static JqValue? MergeDeep(Machine machine, Node at, JqObject a, JqObject b)
    {
        var builder = new JqObjectBuilder(a);
        for (int i = 0; i < b.Count; i++)
        {
            JqValue? value = b.Values[i] is JqObject inner && a.Find(b.Names[i]) is JqObject old ? MergeDeep(machine, at, old, inner) : b.Values[i];
            if (value is null)
            {
                return null;
            }

            builder.Set(b.Names[i], value);
        }

        return machine.Keep(at, builder.Build());
    }
}
