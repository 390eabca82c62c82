namespace Parley.Engine.Expressions;

/// <summary>Built-ins on numbers.</summary>
internal static class MathFunctions
{
    public static void AddTo(Dictionary<string, NativeFunction> table)
    {
        Add(table, "floor", Math.Floor);
        Add(table, "ceil", Math.Ceiling);
        Add(table, "round", x => Math.Round(x, MidpointRounding.AwayFromZero));
        Add(table, "trunc", Math.Truncate);
        Add(table, "sqrt", Math.Sqrt);
        Add(table, "cbrt", Math.Cbrt);
        Add(table, "fabs", Math.Abs);
        Add(table, "exp", Math.Exp);
        Add(table, "exp2", x => Math.Pow(2, x));
        Add(table, "exp10", x => Math.Pow(10, x));
        Add(table, "log", Math.Log);
        Add(table, "log2", Math.Log2);
        Add(table, "log10", Math.Log10);
        Add(table, "sin", Math.Sin);
        Add(table, "cos", Math.Cos);
        Add(table, "tan", Math.Tan);
        Add(table, "asin", Math.Asin);
        Add(table, "acos", Math.Acos);
        Add(table, "atan", Math.Atan);
        table["abs/0"] = Abs;
        table["pow/2"] = (m, at, _, a) => Two(m, at, a, Math.Pow);
        table["atan2/2"] = (m, at, _, a) => Two(m, at, a, Math.Atan2);
        table["fmin/2"] = (m, at, _, a) => Two(m, at, a, Math.Min);
        table["fmax/2"] = (m, at, _, a) => Two(m, at, a, Math.Max);
        table["fmod/2"] = (m, at, _, a) => Two(m, at, a, (x, y) => x % y);
        table["infinite/0"] = (_, _, _, _) => JqValue.From(double.PositiveInfinity);
        table["nan/0"] = (_, _, _, _) => JqValue.From(double.NaN);
        table["isnan/0"] = (m, at, v, _) => Test(m, at, v, double.IsNaN);
        table["isinfinite/0"] = (m, at, v, _) => Test(m, at, v, double.IsInfinity);
        table["isnormal/0"] = (m, at, v, _) => Test(m, at, v, double.IsNormal);
    }

    private static void Add(Dictionary<string, NativeFunction> table, string name, Func<double, double> function) =>
        table[name + "/0"] = (m, at, v, _) => v is JqNumber n ? JqValue.From(function(n.Value)) : m.Fail(at, $"{Machine.Show(v)} number required");

    private static JqValue? Two(Machine machine, Node at, JqValue[] a, Func<double, double, double> function) =>
        a[0] is JqNumber x && a[1] is JqNumber y
            ? JqValue.From(function(x.Value, y.Value))
            : machine.Fail(at, $"{Machine.Show(a[0] is JqNumber ? a[1] : a[0])} number required");

    private static JqValue? Test(Machine machine, Node at, JqValue value, Func<double, bool> test) =>
        value is JqNumber n ? JqValue.From(test(n.Value)) : machine.Fail(at, $"{Machine.Show(value)} number required");

    /// <summary>Unlike fabs it keeps an integer that a double cannot hold.</summary>
    private static JqValue? Abs(Machine machine, Node at, JqValue value, JqValue[] arguments) => value is JqNumber n
        ? n.Value < 0 ? JqValue.From(-n.Value) : n
        : machine.Fail(at, $"{Machine.Show(value)} has no absolute value");
}
