using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Rules;

/// <summary>The rules between attributes and between records; all are run and all breaches are reported.</summary>
public static class BundleRules
{
    private static readonly BundleRule[] All =
    [
        new PersonWithoutIdentity(), new Orphan(), new DeathBeforeBirth(), new EndBeforeStart(), new LinkNotAllowed(), new IntelligenceGrading(),
        new PropertyIdentification(), new TwoNumbers(), new OrganisationAsPerson(), new ChildOfAge(),
    ];

    /// <summary>Checks a bundle.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="today">The day to reckon ages by.</param>
    /// <param name="issues">Takes the breaches, codes DIC4xx, all warnings.</param>
    public static void Check(Bundle bundle, DateOnly today, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(issues);
        for (int record = 0; record < bundle.Records.Count; record++)
        {
            foreach (BundleRule rule in All)
            {
                rule.Check(bundle, record, today, issues);
            }
        }
    }
}
