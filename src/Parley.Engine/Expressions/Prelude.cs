namespace Parley.Engine.Expressions;

/// <summary>Built-ins that are defined in the language itself. Read once; each function sees those before it and itself.</summary>
internal static class Prelude
{
    private const string Text = """
        def recurse(f; c): recurse(f | select(c));
        def while(c; f): select(c) | recurse(f | select(c));
        def add(f): reduce f as $x (null; . + $x);
        def in(xs): . as $x | xs | has($x);
        def inside(xs): . as $x | xs | contains($x);
        def paths: path(..) | select(length > 0);
        def paths(f): path(.. | select(f)) | select(length > 0);
        def leaf_paths: paths(scalars);
        def pick(f): . as $top | reduce path(f) as $p (null; setpath($p; $top | getpath($p)));
        def isempty(g): label $done | (g | false, break $done), true;
        def any: isempty(first(.[] | select(.))) | not;
        def all: isempty(first(.[] | select(. | not)));
        def any(g; c): isempty(first(g | c | select(.))) | not;
        def all(g; c): isempty(first(g | c | select(. | not)));
        def any(c): any(.[]; c);
        def all(c): all(.[]; c);
        def isvalid(f): try (f | true) catch false;
        def walk(f): def w: if type == "object" then map_values(w) elif type == "array" then map(w) else . end | f; w;
        def combinations: if length == 0 then [] else .[0][] as $x | (.[1:] | combinations) as $rest | [$x] + $rest end;
        def combinations(n): . as $dot | [range(n)] | map($dot) | combinations;
        def scan($re; $flags): match($re; "g" + $flags) | if .captures == [] then .string else [.captures[].string] end;
        def scan($re): scan($re; null);
        def finites: select(isfinite);
        def normals: select(isnormal);
        def fromstream(f): foreach f as $event ({};
            if has("done") then {} else . end
            | if ($event | length) == 2
              then if $event[0] == [] then {value: $event[1], done: true} else .value |= setpath($event[0]; $event[1]) end
              elif ($event[0] | length) == 1 then .done = true else . end;
            if has("done") then .value else empty end);
        def truncate_stream(f): . as $depth | null | f | . as $event
          | if ($event[0] | length) > $depth then $event | .[0] = $event[0][$depth:] else empty end;
        def inputs: label $done | repeat(try input catch if . == "break" then break $done else error end);
        def debug(f): (f | debug | empty), .;
        def IN(s): any(s == .; .);
        def IN(src; s): any(src == s; .);
        def INDEX(stream; f): reduce stream as $row ({}; .[$row | f | tostring] |= $row);
        def INDEX(f): INDEX(.[]; f);
        def JOIN($index; f): [.[] | [., $index[f]]];
        def JOIN($index; stream; f): stream | [., $index[f]];
        def JOIN($index; stream; f; join): stream | [., $index[f]] | join;
        def todateiso8601: todate;
        def fromdateiso8601: fromdate;
        def dateadd(u; n): . + n;
        def datesub(u; n): . - n;
        def date: todate;
        """;

    private static readonly Lazy<IReadOnlyDictionary<string, FunctionDefinition>> Definitions = new(Read);

    /// <summary>The names with their numbers of arguments.</summary>
    public static IEnumerable<string> Names => Definitions.Value.Keys;

    public static FunctionDefinition? Find(string name, int arguments) => Definitions.Value.GetValueOrDefault($"{name}/{arguments}");

    private static Dictionary<string, FunctionDefinition> Read() =>
        new Parser(Text, JqSettings.Pure, isPrelude: true).ParsePrelude().ToDictionary(f => $"{f.Name}/{f.Parameters.Length}", StringComparer.Ordinal);
}
