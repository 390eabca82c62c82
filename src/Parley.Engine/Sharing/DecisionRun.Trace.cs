using Parley.Engine.Dictionary;

namespace Parley.Engine.Sharing;

/// <summary>What explanations ask beside the decision: how each grant, by itself, meets each record.</summary>
internal sealed partial class DecisionRun
{
    private void Trace(ReadOnlySpan<Record> records)
    {
        for (int i = 0; i < records.Length; i++)
        {
            if (_plan.Types.TryGetValue(records[i].Type, out TypePlan? plan))
            {
                Restriction restriction = _plan.Restrictions.Of(records[i], plan.Shape);
                foreach (GrantSource source in plan.Sources)
                {
                    _traces!.Add(new GrantTrace(i, source, Fault(source, restriction, i)));
                }
            }
        }
    }

    private string? Fault(GrantSource source, Restriction restriction, int place)
    {
        Condition condition = source.Condition;
        GrantDefinition grant = source.Grant;
        return !condition.AnyRole && (condition.Roles & _states[place].Roles) == 0 ? $"only in a role of {List(grant.Roles)}"
            : !condition.AnySubject && (condition.Subjects & _states[place].Subjects) == 0 ? $"only of a person of category {List(grant.Subjects)}"
            : restriction.Rank > condition.Highest ? $"only up to {grant.HighestMarking ?? _plan.Agreements[source.Agreement].HighestMarking}"
            : restriction.NamedOnly && !source.Named ? "its agreement does not name the recipient"
            : Holds(condition.Where, place) is bool held ? held ? null : $"only where {grant.Where}"
            : $"its condition cannot be evaluated: {grant.Where}";
    }

    private static string List(IReadOnlyList<string>? names) => names is { Count: > 0 } ? string.Join(", ", names) : "nobody";
}
