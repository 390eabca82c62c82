using Parley.Engine.Dictionary.Rules;
using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary;

/// <summary>Holds records against the minimum completeness rules of the roles they play.</summary>
public static class Completeness
{
    /// <summary>Evaluates each record in each of its roles, in the order of the records; a record without a role is left out.</summary>
    public static IReadOnlyList<RoleCompleteness> Evaluate(Bundle bundle, PoleDictionary dictionary)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(dictionary);
        CompletenessPlan plan = dictionary.CompletenessPlan;
        List<RoleCompleteness> results = [];
        for (int record = 0; record < bundle.Records.Count; record++)
        {
            foreach (EntityRole role in plan.RolesOf(bundle, record))
            {
                List<CompletenessFailure> failures = [];
                foreach (CompletenessPlan.Requirement requirement in plan.Of(role))
                {
                    if (requirement.FailureOf(bundle, record) is { } failure)
                    {
                        failures.Add(failure);
                    }
                }

                results.Add(new RoleCompleteness(record, role, failures));
            }
        }

        return results;
    }

    /// <summary>Reports each failure of an evaluation as a warning.</summary>
    public static void Report(Bundle bundle, IReadOnlyList<RoleCompleteness> results, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(issues);
        foreach (RoleCompleteness result in results)
        {
            foreach (CompletenessFailure failure in result.Failures)
            {
                string need = failure.Rule.AnyOf.Count == 1 ? "" : $"{failure.Rule.AtLeast - failure.Held} more of ";
                issues.Add(
                    BundleIssues.Incomplete,
                    $"{result.Role.Reference} {result.Role.Name} lacks {failure.Rule.Name}: {need}{string.Join(", ", failure.Missing)}",
                    path: BundleRule.PathOf(bundle, result.Record));
            }
        }
    }
}
