using Parley.Engine.Expressions;

namespace Parley.Engine.Sharing;

/// <summary>
/// The rules over resources that applications keep themselves, ready to be asked. Nothing is permitted that no rule permits; any prohibition wins, and one whose
/// condition cannot be evaluated holds. Immutable and thread-safe.
/// </summary>
public sealed class ApplicationRules
{
    /// <summary>The types of resources that the platform itself knows.</summary>
    public static readonly IReadOnlyList<string> OwnTypes = ["exchange", "record", "record-type", "delivery", "exception", "system"];

    /// <summary>The actions that the platform itself decides on its own resources; no rule can speak of them.</summary>
    public static readonly IReadOnlyList<string> OwnActions = ["see", "see-content", "receive", "resend", "explain", "correct", "discard", "deposit"];

    private readonly Dictionary<string, (ApplicationRule Rule, WhereProgram? Where)[]> _byResource;

    /// <summary>Compiles rules.</summary>
    public ApplicationRules(IEnumerable<ApplicationRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _byResource = rules.GroupBy(r => r.Resource, StringComparer.Ordinal).ToDictionary(
            g => g.Key, g => g.Select(r => (r, r.Where is null ? null : WhereProgram.Compile(r.Where))).ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Whether an action on a type of resource is the platform's own to decide.</summary>
    public static bool IsOwn(string resource, string action) => OwnTypes.Contains(resource) && OwnActions.Contains(action);

    /// <summary>The actions that rules may permit on a type of resource, in their order.</summary>
    public IEnumerable<string> ActionsOn(string resource) => _byResource.TryGetValue(resource, out (ApplicationRule Rule, WhereProgram? Where)[]? rules)
        ? rules.Where(r => r.Rule.Permits).SelectMany(r => r.Rule.Actions).Distinct(StringComparer.Ordinal)
        : [];

    /// <summary>Decides.</summary>
    /// <param name="resource">The type of the resource.</param>
    /// <param name="action">The action.</param>
    /// <param name="question">The whole question as JSON: subject, action, resource and context, each an object.</param>
    /// <returns>Whether it is permitted; null when no rule speaks of such resources.</returns>
    public bool? Decide(string resource, string action, ReadOnlySpan<byte> question)
    {
        if (IsOwn(resource, action) || !_byResource.TryGetValue(resource, out (ApplicationRule Rule, WhereProgram? Where)[]? rules))
        {
            return null;
        }

        if (!JqValue.TryParse(question, out JqValue? value, out _))
        {
            return false;
        }

        bool permitted = false;
        foreach ((ApplicationRule rule, WhereProgram? where) in rules.Where(r => r.Rule.Actions.Contains(action, StringComparer.Ordinal)))
        {
            bool? holds = where is null ? true : where.Holds(value);
            if (!rule.Permits && holds != false)
            {
                return false;
            }

            permitted |= rule.Permits && holds == true;
        }

        return permitted;
    }
}
