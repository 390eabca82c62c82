namespace Parley.Engine.Expressions;

/// <summary>Built-ins that are defined in the language itself. Read once; each function sees those before it and itself.</summary>
internal static class Prelude
{
    private const string Text = """
        def select(f): if f then . else empty end;
        def values: select(. != null);
        def nulls: select(. == null);
        def booleans: select(type == "boolean");
        def numbers: select(type == "number");
        def strings: select(type == "string");
        def arrays: select(type == "array");
        def objects: select(type == "object");
        def iterables: select(type == "array" or type == "object");
        def scalars: select(type != "array" and type != "object");
        def map(f): [.[] | f];
        def map_values(f): .[] |= f;
        def recurse(f; c): recurse(f | select(c));
        def while(c; f): select(c) | recurse(f | select(c));
        def add(f): reduce f as $x (null; . + $x);
        def in(xs): . as $x | xs | has($x);
        def del(f): delpaths([path(f)]);
        def paths: path(..) | select(length > 0);
        def paths(f): path(.. | select(f)) | select(length > 0);
        def leaf_paths: paths(scalars);
        def pick(f): . as $top | reduce path(f) as $p (null; setpath($p; $top | getpath($p)));
        def any: reduce .[] as $x (false; . or $x);
        def all: reduce .[] as $x (true; . and $x);
        def isempty(g): first((g | false), true);
        def any(g; c): isempty(first(g | c | select(.))) | not;
        def all(g; c): isempty(first(g | c | select(. | not)));
        def any(c): any(.[]; c);
        def all(c): all(.[]; c);
        def isvalid(f): try (f | true) catch false;
        def first: .[0];
        def last: .[-1];
        def nth($n): .[$n];
        def last(f): reduce f as $x (null; $x);
        def sort_by(f): _sort_by(map([f]));
        def group_by(f): _group_by(map([f]));
        def unique_by(f): _unique_by(map([f]));
        def min_by(f): _min_by(map([f]));
        def max_by(f): _max_by(map([f]));
        def from_entries: reduce .[] as $e ({};
          . + { ($e | if type == "object" then (if has("key") then .key elif has("k") then .k elif has("name") then .name
                     elif has("Name") then .Name elif has("Key") then .Key elif has("K") then .K else null end) else .[0] end
                | if type == "string" then . elif type == "null" then "null" elif type == "array" or type == "object"
                  then error("Cannot use \(type) (\(tojson)) as object key") else tojson end):
                ($e | if has("value") then .value elif has("v") then .v elif has("Value") then .Value elif has("V") then .V else null end) });
        def with_entries(f): to_entries | map(f) | from_entries;
        def walk(f): def w: if type == "object" then map_values(w) elif type == "array" then map(w) else . end | f; w;
        def combinations: if length == 0 then [] else .[0][] as $x | (.[1:] | combinations) as $rest | [$x] + $rest end;
        def combinations(n): . as $dot | [range(n)] | map($dot) | combinations;
        def test($re): _test($re; null);
        def test($re; $flags): _test($re; $flags);
        def match($re): _matches($re; null) | .[];
        def match($re; $flags): _matches($re; $flags) | .[];
        def capture($re): _captures($re; null) | .[];
        def capture($re; $flags): _captures($re; $flags) | .[];
        def scan($re; $flags): _matches($re; "g" + $flags) | .[] | if .captures == [] then .string else [.captures[].string] end;
        def scan($re): scan($re; null);
        def sub($re; f): _sub($re; f; null);
        def sub($re; f; $flags): _sub($re; f; $flags);
        def gsub($re; f): _sub($re; f; "g");
        def gsub($re; f; $flags): _sub($re; f; $flags + "g");
        def split($re; $flags): _splits($re; $flags);
        def splits($re): _splits($re; null) | .[];
        def splits($re; $flags): _splits($re; $flags) | .[];
        def fromdateiso8601: fromdate;
        def todateiso8601: todate;
        def finites: select(isinfinite or isnan | not);
        def normals: select(isnormal);
        def IN(s): any(s == .; .);
        def IN(src; s): any(src == s; .);
        def INDEX(stream; f): reduce stream as $row ({}; .[$row | f | tostring] |= $row);
        def INDEX(f): INDEX(.[]; f);
        def have_literal_numbers: true;
        def have_decnum: false;
        .
        """;

    private static readonly Lazy<IReadOnlyDictionary<string, FunctionDefinition>> Definitions = new(Read);

    public static FunctionDefinition? Find(string name, int arguments) => Definitions.Value.GetValueOrDefault($"{name}/{arguments}");

    private static IReadOnlyDictionary<string, FunctionDefinition> Read()
    {
        var parser = new Parser(Text, [], isPrelude: true);
        return parser.ParseProgram(out JqError? error) is null ? throw new InvalidOperationException(error!.ToString()) : parser.TopLevel;
    }
}
