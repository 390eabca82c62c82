using Parley.Engine.Expressions;

namespace Parley.Engine.Processes.Schemas;

/// <summary>One schema within a schema: rules that are all to hold.</summary>
internal sealed class SchemaNode
{
    /// <summary>A rule: what is wrong with a value at a place, or null.</summary>
    public delegate string? Rule(JqValue value, string place, int depth);

    /// <summary>The rules, filled by the compiler.</summary>
    public List<Rule> Rules { get; } = [];

    public string? Check(JqValue value, string place, int depth)
    {
        if (depth <= 0)
        {
            return $"{Shown(place)}: nests too deep for its schema";
        }

        foreach (Rule rule in Rules)
        {
            if (rule(value, place, depth - 1) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    public bool Holds(JqValue value, int depth) => Check(value, "", depth) is null;

    public static string Shown(string place) => place.Length == 0 ? "the value" : place;
}
