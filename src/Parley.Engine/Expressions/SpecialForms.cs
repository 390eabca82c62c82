namespace Parley.Engine.Expressions;

/// <summary>
/// Built-ins that steer evaluation rather than make a value; and those that are short for a few other parts, which are put together here, in the
/// place of the call, so that no call is made when the program runs.
/// </summary>
internal static class SpecialForms
{
    private static readonly JqKind[] Scalars = [JqKind.Null, JqKind.False, JqKind.True, JqKind.Number, JqKind.String];

    /// <summary>The names with their numbers of arguments.</summary>
    public static IEnumerable<string> Names { get; } =
    [
        "empty/0", "error/0", "error/1", "path/1", "tostream/0", "getpath/1", "range/1", "range/2", "range/3", "recurse/0", "recurse/1", "repeat/1", "until/2", "limit/2",
        "first/0", "first/1", "last/0", "last/1", "nth/1", "nth/2", "select/1", "map/1", "map_values/1", "del/1", "sort_by/1", "group_by/1", "unique_by/1",
        "min_by/1", "max_by/1", "with_entries/1", "values/0", "nulls/0", "booleans/0", "numbers/0", "strings/0", "arrays/0", "objects/0", "iterables/0",
        "scalars/0", "test/1", "test/2", "match/1", "match/2", "capture/1", "capture/2", "sub/2", "sub/3", "gsub/2", "gsub/3", "split/2", "splits/1", "splits/2",
    ];

    public static Node? Make(string name, int offset, Node[] arguments) =>
        Steering(name, offset, arguments) ?? Kinds(name, offset, arguments) ?? Lists(name, offset, arguments) ?? Regexes(name, offset, arguments);

    private static Node? Steering(string name, int offset, Node[] a) => (name, a) switch
    {
        ("empty", []) => new EmptyNode(offset),
        ("error", []) => new ErrorNode(offset, new IdentityNode(offset)),
        ("error", [var message]) => new ErrorNode(offset, message),
        ("tostream", []) => new StreamNode(offset),
        ("path", [var f]) => new PathNode(offset, f),
        ("getpath", [var keys]) => new GetPathNode(offset, keys),
        ("range", [var n]) => new RangeNode(offset, Number(offset, 0), n, Number(offset, 1)),
        ("range", [var from, var upto]) => new RangeNode(offset, from, upto, Number(offset, 1)),
        ("range", [var from, var upto, var by]) => new RangeNode(offset, from, upto, by),
        ("recurse", []) => Builtins.Recursive(offset),
        ("recurse", [var f]) => new RecurseNode(offset, f),
        ("repeat", [var f]) => new RepeatNode(offset, f),
        ("until", [var c, var f]) => new UntilNode(offset, c, f),
        ("limit", [var n, var f]) => new LimitNode(offset, n, f),
        ("first", [var f]) => new LimitNode(offset, Number(offset, 1), f),
        ("nth", [var n, var f]) => new LimitNode(offset, n, f, onlyLast: true),
        ("last", [var f]) => new LastNode(offset, f),
        ("select", [var f]) => new SelectNode(offset, f),
        ("first", []) => new IndexNode(offset, new IdentityNode(offset), Number(offset, 0)),
        ("last", []) => new IndexNode(offset, new IdentityNode(offset), Number(offset, -1)),
        ("nth", [var n]) => new IndexNode(offset, new IdentityNode(offset), n),
        _ => null,
    };

    private static KindNode? Kinds(string name, int offset, Node[] a) => (name, a) switch
    {
        ("nulls", []) => new KindNode(offset, JqKind.Null),
        ("values", []) => new KindNode(offset, [.. Scalars[1..], JqKind.Array, JqKind.Object]),
        ("booleans", []) => new KindNode(offset, JqKind.True, JqKind.False),
        ("numbers", []) => new KindNode(offset, JqKind.Number),
        ("strings", []) => new KindNode(offset, JqKind.String),
        ("arrays", []) => new KindNode(offset, JqKind.Array),
        ("objects", []) => new KindNode(offset, JqKind.Object),
        ("iterables", []) => new KindNode(offset, JqKind.Array, JqKind.Object),
        ("scalars", []) => new KindNode(offset, Scalars),
        _ => null,
    };

    private static Node? Lists(string name, int offset, Node[] a) => (name, a) switch
    {
        ("map", [var f]) => Map(offset, f),
        ("map_values", [var f]) => new UpdateNode(offset, Each(offset), f),
        ("del", [var f]) => Native(offset, "delpaths", new ArrayNode(offset, new PathNode(offset, f))),
        ("sort_by" or "group_by" or "unique_by" or "min_by" or "max_by", [var f]) => Native(offset, "_" + name, Map(offset, new ArrayNode(offset, f))),
        ("with_entries", [var f]) => new PipeNode(offset, Native(offset, "to_entries"), new PipeNode(offset, Map(offset, f), Native(offset, "from_entries"))),
        _ => null,
    };

    private static Node? Regexes(string name, int offset, Node[] a) => (name, a) switch
    {
        ("test", [var re]) => Native(offset, "_test", re, Null(offset)),
        ("test", [var re, var flags]) => Native(offset, "_test", re, flags),
        ("match", [var re]) => Items(offset, "_matches", re, Null(offset)),
        ("match", [var re, var flags]) => Items(offset, "_matches", re, flags),
        ("capture", [var re]) => Items(offset, "_captures", re, Null(offset)),
        ("capture", [var re, var flags]) => Items(offset, "_captures", re, flags),
        ("sub", [var re, var f]) => new SubNode(offset, Native(offset, "_pieces", re, Null(offset), False(offset)), f),
        ("sub", [var re, var f, var flags]) => new SubNode(offset, Native(offset, "_pieces", re, flags, False(offset)), f),
        ("gsub", [var re, var f]) => new SubNode(offset, Native(offset, "_pieces", re, Null(offset), True(offset)), f),
        ("gsub", [var re, var f, var flags]) => new SubNode(offset, Native(offset, "_pieces", re, flags, True(offset)), f),
        ("split", [var re, var flags]) => Native(offset, "_splits", re, flags),
        ("splits", [var re]) => Items(offset, "_splits", re, Null(offset)),
        ("splits", [var re, var flags]) => Items(offset, "_splits", re, flags),
        _ => null,
    };

    private static ArrayNode Map(int offset, Node f) => new(offset, new PipeNode(offset, Each(offset), f));

    private static IterateNode Each(int offset) => new(offset, new IdentityNode(offset));

    private static IterateNode Items(int offset, string native, params Node[] arguments) => new(offset, Native(offset, native, arguments));

    private static NativeNode Native(int offset, string name, params Node[] arguments) => new(offset, Builtins.Find(name, arguments.Length)!, arguments);

    private static LiteralNode Number(int offset, double value) => new(offset, JqValue.From(value));

    private static LiteralNode Null(int offset) => new(offset, JqValue.Null);

    private static LiteralNode True(int offset) => new(offset, JqValue.True);

    private static LiteralNode False(int offset) => new(offset, JqValue.False);
}
