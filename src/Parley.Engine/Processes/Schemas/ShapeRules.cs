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
            "required" => (v, at, _, faults) => Missing(v, value.Items, at, faults),
            "dependentRequired" => DependentRequired(value),
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
        return (v, at, depth, faults) => target?.Check(v, at, depth, faults);
    }

    private static SchemaNode.Rule Properties(SchemaCompiler compiler, JqValue value, string place)
    {
        List<(string Name, SchemaNode Node)> nodes = [.. value.Members.Select(m => (m.Key, compiler.Node(m.Value, $"{place}/{m.Key}")))];
        return (v, at, depth, faults) =>
        {
            foreach ((string name, SchemaNode node) in nodes)
            {
                if (v.Member(name) is { } member)
                {
                    node.Check(member, $"{at}/{name}", depth, faults);
                }
            }
        };
    }

    private static SchemaNode.Rule PatternProperties(SchemaCompiler compiler, JqValue value, string place)
    {
        List<(Regex? Pattern, SchemaNode Node)> nodes = [.. value.Members.Select(m => (ValueRules.Expression(compiler, m.Key, place), compiler.Node(m.Value, $"{place}/{m.Key}")))];
        return (v, at, depth, faults) =>
        {
            foreach ((string name, JqValue member) in v.Members)
            {
                foreach ((Regex? _, SchemaNode node) in nodes.Where(n => n.Pattern?.IsMatch(name) == true))
                {
                    node.Check(member, $"{at}/{name}", depth, faults);
                }
            }
        };
    }

    private static SchemaNode.Rule Additional(SchemaCompiler compiler, JqValue schema, JqValue value, string place)
    {
        SchemaNode rest = compiler.Node(value, place);
        HashSet<string> named = [.. (schema.Member("properties")?.Members ?? []).Select(m => m.Key)];
        List<Regex?> patterns = [.. (schema.Member("patternProperties")?.Members ?? []).Select(m => ValueRules.Expression(compiler, m.Key, place))];
        return (v, at, depth, faults) =>
        {
            foreach ((string name, JqValue member) in v.Members.Where(m => !named.Contains(m.Key) && !patterns.Any(p => p?.IsMatch(m.Key) == true)))
            {
                rest.Check(member, $"{at}/{name}", depth, faults);
            }
        };
    }

    private static SchemaNode.Rule Names(SchemaNode names) => (v, at, depth, faults) =>
    {
        foreach ((string name, JqValue _) in v.Members)
        {
            names.Check(JqValue.From(name), $"{at}/{name}", depth, faults);
        }
    };

    private static SchemaNode.Rule DependentRequired(JqValue value) => (v, at, _, faults) =>
    {
        foreach ((string _, JqValue wanted) in value.Members.Where(d => v.Member(d.Key) is not null))
        {
            Missing(v, wanted.Items, at, faults);
        }
    };

    private static SchemaNode.Rule Items(SchemaCompiler compiler, JqValue schema, JqValue value, string place)
    {
        if (value.Kind == JqKind.Array)
        {
            return Prefix(compiler, value, place);
        }

        SchemaNode item = compiler.Node(value, place);
        int from = schema.Member("prefixItems")?.Items.Count ?? 0;
        return (v, at, depth, faults) =>
        {
            for (int i = from; i < v.Items.Count; i++)
            {
                item.Check(v.Items[i], $"{at}/{i}", depth, faults);
            }
        };
    }

    private static SchemaNode.Rule Prefix(SchemaCompiler compiler, JqValue value, string place)
    {
        List<SchemaNode> nodes = [.. value.Items.Select((s, i) => compiler.Node(s, $"{place}/{i}"))];
        return (v, at, depth, faults) =>
        {
            for (int i = 0; i < Math.Min(nodes.Count, v.Items.Count); i++)
            {
                nodes[i].Check(v.Items[i], $"{at}/{i}", depth, faults);
            }
        };
    }

    private static SchemaNode.Rule Contains(JqValue schema, SchemaNode wanted)
    {
        double least = schema.Member("minContains") is { Kind: JqKind.Number } min ? min.AsNumber : 1;
        double most = schema.Member("maxContains") is { Kind: JqKind.Number } max ? max.AsNumber : double.MaxValue;
        return (v, at, depth, faults) =>
        {
            int count = v.Items.Count(i => wanted.Holds(i, depth, faults));
            if (v.Kind == JqKind.Array && (count < least || count > most))
            {
                faults.Add(at, $"{count} of its items are as they should be");
            }
        };
    }

    private static SchemaNode.Rule Joined(string keyword, List<SchemaNode> nodes) => keyword switch
    {
        "allOf" => (v, at, depth, faults) => nodes.ForEach(n => n.Check(v, at, depth, faults)),
        "anyOf" => Fault((v, depth, faults) => !nodes.Any(n => n.Holds(v, depth, faults)), "is none of the forms it may have"),
        _ => Fault((v, depth, faults) => nodes.Count(n => n.Holds(v, depth, faults)) != 1, "must be of exactly one of the forms it may have"),
    };

    private static SchemaNode.Rule Not(SchemaNode node) => Fault(node.Holds, "is of a form it must not have");

    private static SchemaNode.Rule Condition(SchemaCompiler compiler, JqValue schema, SchemaNode condition, string place)
    {
        string above = place[..^"/if".Length];
        SchemaNode? then = schema.Member("then") is { } t ? compiler.Node(t, above + "/then") : null;
        SchemaNode? otherwise = schema.Member("else") is { } e ? compiler.Node(e, above + "/else") : null;
        return (v, at, depth, faults) => (condition.Holds(v, depth, faults) ? then : otherwise)?.Check(v, at, depth, faults);
    }

    private static SchemaNode.Rule Fault(Func<JqValue, int, SchemaFaults, bool> isFaulty, string message) => (v, at, depth, faults) =>
    {
        if (isFaulty(v, depth, faults))
        {
            faults.Add(at, message);
        }
    };

    private static void Missing(JqValue value, IReadOnlyList<JqValue> names, string at, SchemaFaults faults)
    {
        if (value.Kind == JqKind.Object)
        {
            foreach (string name in names.Select(Values.Plain).Where(n => value.Member(n) is null))
            {
                faults.Add(at, $"'{name}' is missing");
            }
        }
    }
}
