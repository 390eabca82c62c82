using System.Text.RegularExpressions;
using Parley.Engine.Expressions;

namespace Parley.Engine.Processes.Schemas;

/// <summary>The keywords that lead to further schemas: members, items, and schemas joined.</summary>
internal static class ShapeRules
{
    public static bool TryAdd(SchemaCompiler compiler, SchemaNode node, JqValue schema, string keyword, JqValue value, string place)
    {
        SchemaNode.Rule? rule = keyword switch
        {
            "$ref" => Reference(compiler, value, place),
            "properties" => Properties(compiler, value, place),
            "patternProperties" => PatternProperties(compiler, value, place),
            "additionalProperties" => Additional(compiler, schema, value, place),
            "propertyNames" => Names(compiler.Node(value, place)),
            "required" => (v, at, _) => v.Kind != JqKind.Object ? null : Missing(v, value.Items, at),
            "dependentRequired" => (v, at, _) => value.Members.Where(d => v.Member(d.Key) is not null).Select(d => Missing(v, d.Value.Items, at)).FirstOrDefault(f => f is not null),
            "items" => Items(compiler, schema, value, place),
            "prefixItems" => Prefix(compiler, value, place),
            "contains" => Contains(schema, compiler.Node(value, place)),
            "allOf" or "anyOf" or "oneOf" => Joined(keyword, [.. value.Items.Select((s, i) => compiler.Node(s, $"{place}/{i}"))]),
            "not" => Not(compiler.Node(value, place)),
            "if" => Condition(compiler, schema, compiler.Node(value, place), place),
            _ => null,
        };
        if (rule is not null)
        {
            node.Rules.Add(rule);
        }

        return rule is not null;
    }

    private static SchemaNode.Rule Reference(SchemaCompiler compiler, JqValue value, string place)
    {
        SchemaNode? target = compiler.Target(Values.Plain(value), place);
        return (v, at, depth) => target?.Check(v, at, depth);
    }

    private static SchemaNode.Rule Properties(SchemaCompiler compiler, JqValue value, string place)
    {
        List<(string Name, SchemaNode Node)> nodes = [.. value.Members.Select(m => (m.Key, compiler.Node(m.Value, $"{place}/{m.Key}")))];
        return (v, at, depth) => First(nodes, n => v.Member(n.Name) is { } member ? n.Node.Check(member, $"{at}/{n.Name}", depth) : null);
    }

    private static SchemaNode.Rule PatternProperties(SchemaCompiler compiler, JqValue value, string place)
    {
        List<(Regex? Pattern, SchemaNode Node)> nodes = [.. value.Members.Select(m => (ValueRules.Expression(compiler, m.Key, place), compiler.Node(m.Value, $"{place}/{m.Key}")))];
        return (v, at, depth) => First(v.Members, m => First(nodes, n => n.Pattern?.IsMatch(m.Key) == true ? n.Node.Check(m.Value, $"{at}/{m.Key}", depth) : null));
    }

    private static SchemaNode.Rule Additional(SchemaCompiler compiler, JqValue schema, JqValue value, string place)
    {
        SchemaNode rest = compiler.Node(value, place);
        HashSet<string> named = [.. (schema.Member("properties")?.Members ?? []).Select(m => m.Key)];
        List<Regex?> patterns = [.. (schema.Member("patternProperties")?.Members ?? []).Select(m => ValueRules.Expression(compiler, m.Key, place))];
        return (v, at, depth) => First(v.Members, m =>
            named.Contains(m.Key) || patterns.Any(p => p?.IsMatch(m.Key) == true) ? null : rest.Check(m.Value, $"{at}/{m.Key}", depth));
    }

    private static SchemaNode.Rule Names(SchemaNode name) =>
        (v, at, depth) => First(v.Members, m => name.Check(JqValue.From(m.Key), $"{at}/{m.Key}", depth));

    private static SchemaNode.Rule Items(SchemaCompiler compiler, JqValue schema, JqValue value, string place)
    {
        if (value.Kind == JqKind.Array)
        {
            return Prefix(compiler, value, place);
        }

        SchemaNode item = compiler.Node(value, place);
        int from = schema.Member("prefixItems")?.Items.Count ?? 0;
        return (v, at, depth) => First(v.Items.Skip(from).Select((x, i) => (x, i + from)), x => item.Check(x.Item1, $"{at}/{x.Item2}", depth));
    }

    private static SchemaNode.Rule Prefix(SchemaCompiler compiler, JqValue value, string place)
    {
        List<SchemaNode> nodes = [.. value.Items.Select((s, i) => compiler.Node(s, $"{place}/{i}"))];
        return (v, at, depth) => First(v.Items.Take(nodes.Count).Select((x, i) => (x, i)), x => nodes[x.i].Check(x.x, $"{at}/{x.i}", depth));
    }

    private static SchemaNode.Rule Contains(JqValue schema, SchemaNode wanted)
    {
        double least = schema.Member("minContains") is { Kind: JqKind.Number } min ? min.AsNumber : 1;
        double most = schema.Member("maxContains") is { Kind: JqKind.Number } max ? max.AsNumber : double.MaxValue;
        return (v, at, depth) =>
        {
            int count = v.Items.Count(i => wanted.Holds(i, depth));
            return v.Kind != JqKind.Array || (count >= least && count <= most) ? null : $"{SchemaNode.Shown(at)}: {count} of its items are as they should be";
        };
    }

    private static SchemaNode.Rule Joined(string keyword, List<SchemaNode> nodes) => keyword switch
    {
        "allOf" => (v, at, depth) => First(nodes, n => n.Check(v, at, depth)),
        "anyOf" => (v, at, depth) => nodes.Any(n => n.Holds(v, depth)) ? null : $"{SchemaNode.Shown(at)}: is none of the forms it may have",
        _ => (v, at, depth) => nodes.Count(n => n.Holds(v, depth)) == 1 ? null : $"{SchemaNode.Shown(at)}: must be of exactly one of the forms it may have",
    };

    private static SchemaNode.Rule Not(SchemaNode node) => (v, at, depth) => node.Holds(v, depth) ? $"{SchemaNode.Shown(at)}: is of a form it must not have" : null;

    private static SchemaNode.Rule Condition(SchemaCompiler compiler, JqValue schema, SchemaNode condition, string place)
    {
        string above = place[..^"/if".Length];
        SchemaNode? then = schema.Member("then") is { } t ? compiler.Node(t, above + "/then") : null;
        SchemaNode? otherwise = schema.Member("else") is { } e ? compiler.Node(e, above + "/else") : null;
        return (v, at, depth) => (condition.Holds(v, depth) ? then : otherwise)?.Check(v, at, depth);
    }

    private static string? Missing(JqValue value, IReadOnlyList<JqValue> names, string at) =>
        First(names, n => value.Member(Values.Plain(n)) is null ? $"{SchemaNode.Shown(at)}: '{Values.Plain(n)}' is missing" : null);

    private static string? First<T>(IEnumerable<T> of, Func<T, string?> fault)
    {
        foreach (T item in of)
        {
            if (fault(item) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
