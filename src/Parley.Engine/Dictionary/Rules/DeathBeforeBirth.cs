using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Rules;

/// <summary>Nobody dies before birth; partial dates are given the benefit of the doubt.</summary>
internal sealed class DeathBeforeBirth : BundleRule
{
    /// <inheritdoc/>
    public override void Check(Bundle bundle, int record, DateOnly today, IssueSink issues)
    {
        Record person = bundle.Records[record];
        if (Validation.DateRules.First(person["dateOfBirth"]) is { } born
            && Validation.DateRules.Last(person["dateOfDeath"]) is { } died
            && died < born)
        {
            issues.Add(BundleIssues.DeathBeforeBirth, "the date of death is before the date of birth", path: PathOf(bundle, record) + ".dateOfDeath");
        }
    }
}
