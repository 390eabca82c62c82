using System.Collections.Frozen;

namespace Parley.Engine.Expressions;

/// <summary>The built-ins that are made in C#, by name and number of arguments, and those that are left out on purpose.</summary>
internal static class Builtins
{
    private static readonly FrozenDictionary<string, NativeFunction> Natives = Build();

    private static readonly FrozenDictionary<string, string> LeftOut = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["now"] = "the engine has no clock; pass the time in as a value",
        ["localtime"] = "the engine has no local time zone; use gmtime",
        ["strflocaltime"] = "the engine has no local time zone; use strftime",
        ["env"] = "the engine has no environment; pass values in as variables",
        ["input"] = "a program has one input",
        ["inputs"] = "a program has one input",
        ["input_filename"] = "a program has one input, which is no file",
        ["input_line_number"] = "a program has one input, which is no file",
        ["debug"] = "a program has outputs only",
        ["stderr"] = "a program has outputs only",
        ["halt"] = "a program cannot end its host; use empty or error",
        ["halt_error"] = "a program cannot end its host; use error",
        ["get_search_list"] = "there are no modules",
        ["modulemeta"] = "there are no modules",
        ["builtins"] = "see docs/reference/jq.md",
        ["tostream"] = "values are held whole",
        ["fromstream"] = "values are held whole",
        ["truncate_stream"] = "values are held whole",
        ["significand"] = "seldom needed",
        ["logb"] = "seldom needed",
        ["gamma"] = "seldom needed",
        ["lgamma"] = "seldom needed",
        ["tgamma"] = "seldom needed",
        ["frexp"] = "seldom needed",
        ["ldexp"] = "seldom needed",
        ["scalb"] = "seldom needed",
        ["scalbln"] = "seldom needed",
        ["nearbyint"] = "use round",
        ["dateadd"] = "add seconds to a number and use todate",
        ["datesub"] = "subtract seconds from a number and use todate",
        ["date"] = "use todate",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static NativeFunction? Find(string name, int arguments) => Natives.GetValueOrDefault($"{name}/{arguments}");

    public static NativeFunction? Format(string name) => FormatFunctions.Find(name);

    public static string? WhyLeftOut(string name) => LeftOut.GetValueOrDefault(name);

    /// <summary>Built-ins that steer evaluation rather than make a value.</summary>
    public static Node? Special(string name, int offset, Node[] a) => (name, a) switch
    {
        ("empty", []) => new EmptyNode(offset),
        ("error", []) => new ErrorNode(offset, new IdentityNode(offset)),
        ("error", [var message]) => new ErrorNode(offset, message),
        ("path", [var f]) => new PathNode(offset, f),
        ("getpath", [var keys]) => new GetPathNode(offset, keys),
        ("range", [var n]) => new RangeNode(offset, Number(offset, 0), n, Number(offset, 1)),
        ("range", [var from, var upto]) => new RangeNode(offset, from, upto, Number(offset, 1)),
        ("range", [var from, var upto, var by]) => new RangeNode(offset, from, upto, by),
        ("recurse", []) => Recursive(offset),
        ("recurse" or "repeat", [var f]) => new RecurseNode(offset, f),
        ("until", [var c, var f]) => new UntilNode(offset, c, f),
        ("limit", [var n, var f]) => new LimitNode(offset, n, f),
        ("first", [var f]) => new LimitNode(offset, Number(offset, 1), f),
        ("nth", [var n, var f]) => new LimitNode(offset, n, f, onlyLast: true),
        ("_sub", [var re, var f, var flags]) => new SubNode(offset, new NativeNode(offset, Find("_pieces", 2)!, [re, flags]), f),
        _ => null,
    };

    public static Node Recursive(int offset) => new RecurseNode(offset, new TryNode(offset, new IterateNode(offset, new IdentityNode(offset)), null));

    private static LiteralNode Number(int offset, double value) => new(offset, JqValue.From(value));

    private static FrozenDictionary<string, NativeFunction> Build()
    {
        var table = new Dictionary<string, NativeFunction>(StringComparer.Ordinal);
        TextFunctions.AddTo(table);
        ListFunctions.AddTo(table);
        MathFunctions.AddTo(table);
        RegexFunctions.AddTo(table);
        DateFunctions.AddTo(table);
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
