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
        Add(table, "sinh", Math.Sinh);
        Add(table, "cosh", Math.Cosh);
        Add(table, "tanh", Math.Tanh);
        Add(table, "asinh", Math.Asinh);
        Add(table, "acosh", Math.Acosh);
        Add(table, "atanh", Math.Atanh);
        Add(table, "pow10", x => Math.Pow(10, x));
        Add(table, "expm1", SpecialMath.ExpM1);
        Add(table, "log1p", SpecialMath.LogP1);
        Add(table, "rint", x => Math.Round(x, MidpointRounding.ToEven));
        Add(table, "nearbyint", x => Math.Round(x, MidpointRounding.ToEven));
        Add(table, "logb", x => x == 0 ? double.NegativeInfinity : double.IsFinite(x) ? Math.ILogB(x) : Math.Abs(x));
        Add(table, "significand", x => x == 0 || !double.IsFinite(x) ? x : Math.ScaleB(x, -Math.ILogB(x)));
        Add(table, "gamma", SpecialMath.LogGamma);
        Add(table, "lgamma", SpecialMath.LogGamma);
        Add(table, "tgamma", SpecialMath.Gamma);
        Pair(table, "frexp", x => (SpecialMath.Fraction(x, out int e), e));
        Pair(table, "modf", x => (double.IsInfinity(x) ? Math.CopySign(0, x) : x - Math.Truncate(x), Math.Truncate(x)));
        Pair(table, "lgamma_r", x => (SpecialMath.LogGamma(x), SpecialMath.GammaSign(x)));
        Two(table, "ldexp", Scale);
        Two(table, "scalb", Scale);
        Two(table, "scalbln", Scale);
        Two(table, "drem", Math.IEEERemainder);
        Two(table, "remainder", Math.IEEERemainder);
        Two(table, "copysign", Math.CopySign);
        Two(table, "fdim", (x, y) => x > y ? x - y : double.IsNaN(x) || double.IsNaN(y) ? double.NaN : 0);
        Two(table, "hypot", double.Hypot);
        Two(table, "nextafter", SpecialMath.Next);
        Two(table, "nexttoward", SpecialMath.Next);
        table["fma/3"] = (m, at, _, a) => a[0] is JqNumber x && a[1] is JqNumber y && a[2] is JqNumber z
            ? JqValue.From(Math.FusedMultiplyAdd(x.Value, y.Value, z.Value))
            : m.Fail(at, $"{Machine.Show(Array.Find(a, v => v is not JqNumber)!)} number required");
        table["isfinite/0"] = (_, _, v, _) => JqValue.From(v is JqNumber n && !double.IsInfinity(n.Value));
        table["have_literal_numbers/0"] = (_, _, _, _) => JqValue.True;
        table["have_decnum/0"] = (_, _, _, _) => JqValue.True;
        table["abs/0"] = Abs;
        Two(table, "pow", Math.Pow);
        Two(table, "atan2", Math.Atan2);
        Two(table, "fmin", (x, y) => double.IsNaN(x) ? y : double.IsNaN(y) ? x : Math.Min(x, y));
        Two(table, "fmax", (x, y) => double.IsNaN(x) ? y : double.IsNaN(y) ? x : Math.Max(x, y));
        Two(table, "fmod", (x, y) => x % y);
        table["infinite/0"] = (_, _, _, _) => JqValue.From(double.PositiveInfinity);
        table["nan/0"] = (_, _, _, _) => JqValue.From(double.NaN);
        table["isnan/0"] = (m, at, v, _) => Test(m, at, v, double.IsNaN);
        table["isinfinite/0"] = (m, at, v, _) => Test(m, at, v, double.IsInfinity);
        table["isnormal/0"] = (m, at, v, _) => Test(m, at, v, double.IsNormal);
    }

    private static void Add(Dictionary<string, NativeFunction> table, string name, Func<double, double> function) =>
        table[name + "/0"] = (m, at, v, _) => v is JqNumber n ? JqValue.From(function(n.Value)) : m.Fail(at, $"{Machine.Show(v)} number required");

    private static void Two(Dictionary<string, NativeFunction> table, string name, Func<double, double, double> function) =>
        table[name + "/2"] = (m, at, _, a) => Two(m, at, a, function);

    private static void Pair(Dictionary<string, NativeFunction> table, string name, Func<double, (double, double)> function) =>
        table[name + "/0"] = (m, at, v, _) => v is not JqNumber n ? m.Fail(at, $"{Machine.Show(v)} number required")
            : function(n.Value) is var (first, second) ? new JqArray([JqValue.From(first), JqValue.From(second)]) : null;

    private static double Scale(double x, double power) => Math.ScaleB(x, (int)Math.Clamp(power, -5000, 5000));

    private static JqValue? Two(Machine machine, Node at, JqValue[] a, Func<double, double, double> function) =>
        a[0] is JqNumber x && a[1] is JqNumber y
            ? JqValue.From(function(x.Value, y.Value))
            : machine.Fail(at, $"{Machine.Show(a[0] is JqNumber ? a[1] : a[0])} number required");

    private static JqValue? Test(Machine machine, Node at, JqValue value, Func<double, bool> test) =>
        value is JqNumber n ? JqValue.From(test(n.Value)) : machine.Fail(at, $"{Machine.Show(value)} number required");

    /// <summary>Unlike fabs it keeps the text of a number, and leaves what sorts above numbers as it is.</summary>
    private static JqValue? Abs(Machine machine, Node at, JqValue value, JqValue[] arguments) =>
        value is JqNumber n ? n.Value < 0 ? JqValue.From(-n.Value) : n
        : value.Kind > JqKind.Number ? value
        : machine.Fail(at, $"{Machine.Show(value)} cannot be negated");
}
