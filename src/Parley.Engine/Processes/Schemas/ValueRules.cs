using System.Globalization;
using System.Text.RegularExpressions;
using Parley.Engine.Expressions;

namespace Parley.Engine.Processes.Schemas;

/// <summary>The keywords about a value by itself: its type, its bounds, its pattern.</summary>
internal static class ValueRules
{
    private static readonly string[] s_types = ["null", "boolean", "object", "array", "number", "string", "integer"];

    public static bool TryAdd(SchemaCompiler compiler, SchemaNode node, string keyword, JqValue value, string place)
    {
        Func<JqValue, string?>? rule = keyword switch
        {
            "type" => Type(compiler, value, place),
            "enum" => v => value.Items.Contains(v) ? null : $"must be one of {value}",
            "const" => v => value.Equals(v) ? null : $"must be {value}",
            "minimum" => Number(compiler, value, place, (n, bound) => n >= bound, "must be at least"),
            "maximum" => Number(compiler, value, place, (n, bound) => n <= bound, "must be at most"),
            "exclusiveMinimum" => Number(compiler, value, place, (n, bound) => n > bound, "must be above"),
            "exclusiveMaximum" => Number(compiler, value, place, (n, bound) => n < bound, "must be below"),
            "multipleOf" => Number(compiler, value, place, IsMultiple, "must be a multiple of"),
            "minLength" => Count(compiler, value, place, JqKind.String, (n, bound) => n >= bound, "characters, at least"),
            "maxLength" => Count(compiler, value, place, JqKind.String, (n, bound) => n <= bound, "characters, at most"),
            "minItems" => Count(compiler, value, place, JqKind.Array, (n, bound) => n >= bound, "items, at least"),
            "maxItems" => Count(compiler, value, place, JqKind.Array, (n, bound) => n <= bound, "items, at most"),
            "minProperties" => Count(compiler, value, place, JqKind.Object, (n, bound) => n >= bound, "members, at least"),
            "maxProperties" => Count(compiler, value, place, JqKind.Object, (n, bound) => n <= bound, "members, at most"),
            "uniqueItems" => v => value.Kind != JqKind.True || v.Items.Distinct().Count() == v.Items.Count ? null : "must not hold an item twice",
            "pattern" => Pattern(compiler, value, place),
            _ => null,
        };
        if (rule is not null)
        {
            node.Rules.Add((v, at, _, faults) =>
            {
                if (rule(v) is { } fault)
                {
                    faults.Add(at, fault);
                }
            });
        }

        return rule is not null;
    }

    /// <summary>A pattern that takes time in proportion to the text; null, reported, when it is none.</summary>
    public static Regex? Expression(SchemaCompiler compiler, string pattern, string place)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            compiler.Report(place, "the pattern is no regular expression, or looks around or back, which is not supported");
            return null;
        }
    }

    private static Func<JqValue, string?> Type(SchemaCompiler compiler, JqValue value, string place)
    {
        string[] types = value.Kind == JqKind.String ? [value.AsString] : [.. value.Items.Where(i => i.Kind == JqKind.String).Select(i => i.AsString)];
        if (types.Length == 0 || types.Except(s_types).Any())
        {
            compiler.Report(place, $"a type is one of {string.Join(", ", s_types)}");
        }

        return v => types.Any(t => Is(v, t)) ? null : $"must be {string.Join(" or ", types)}";
    }

    private static bool Is(JqValue value, string type) => value.Kind switch
    {
        JqKind.Null => type == "null",
        JqKind.True or JqKind.False => type == "boolean",
        JqKind.Number => type == "number" || (type == "integer" && Math.Floor(value.AsNumber) == value.AsNumber),
        JqKind.String => type == "string",
        JqKind.Array => type == "array",
        _ => type == "object",
    };

    private static Func<JqValue, string?> Number(SchemaCompiler compiler, JqValue value, string place, Func<double, double, bool> holds, string words)
    {
        double bound = Bound(compiler, value, place);
        return v => v.Kind != JqKind.Number || holds(v.AsNumber, bound) ? null : $"{words} {value}";
    }

    private static Func<JqValue, string?> Count(SchemaCompiler compiler, JqValue value, string place, JqKind kind, Func<double, double, bool> holds, string words)
    {
        double bound = Bound(compiler, value, place);
        return v => v.Kind != kind || holds(Size(v), bound) ? null : string.Create(CultureInfo.InvariantCulture, $"has {Size(v)} {words} {bound} allowed");
    }

    private static int Size(JqValue value) => value.Kind switch
    {
        JqKind.String => value.AsString.EnumerateRunes().Count(),
        JqKind.Array => value.Items.Count,
        _ => value.Members.Count(),
    };

    private static double Bound(SchemaCompiler compiler, JqValue value, string place)
    {
        if (value.Kind == JqKind.Number)
        {
            return value.AsNumber;
        }

        compiler.Report(place, "must be a number");
        return 0;
    }

    private static bool IsMultiple(double number, double of) => of == 0 || Math.Abs((number / of) - Math.Round(number / of)) < 1e-9;

    private static Func<JqValue, string?> Pattern(SchemaCompiler compiler, JqValue value, string place)
    {
        Regex? pattern = value.Kind == JqKind.String ? Expression(compiler, value.AsString, place) : null;
        return v => v.Kind != JqKind.String || pattern?.IsMatch(v.AsString) != false ? null : $"must match {value}";
    }
}
