using Parley.Engine.Expressions;

namespace Parley.Engine.Processes.Schemas;

/// <summary>One schema within a schema: rules that are all to hold.</summary>
internal sealed class SchemaNode
{
    /// <summary>A rule: adds what is wrong with a value at a place.</summary>
    public delegate void Rule(JqValue value, string place, int depth, SchemaFaults faults);

    /// <summary>The rules, filled by the compiler.</summary>
    public List<Rule> Rules { get; } = [];

    public void Check(JqValue value, string place, int depth, SchemaFaults faults)
    {
        if (depth <= 0)
        {
            faults.Add(place, "nests too deep for its schema");
            return;
        }

        if (!faults.TryStep(place))
        {
            return;
        }

        foreach (Rule rule in Rules)
        {
            if (faults.IsFull)
            {
                return;
            }

            rule(value, place, depth - 1, faults);
        }
    }

    /// <summary>Whether a value fits, as part of a check.</summary>
    public bool Holds(JqValue value, int depth, SchemaFaults within)
    {
        SchemaFaults attempt = within.Attempt();
        Check(value, "", depth, attempt);
        return attempt.Found.Count == 0;
    }
}
