using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Rules;

/// <summary>A vulnerable child (P_009) is under 18.</summary>
internal sealed class ChildOfAge : BundleRule
{
    private const string Role = "vulnerable-child";

    /// <inheritdoc/>
    public override void Check(Bundle bundle, int record, DateOnly today, IssueSink issues)
    {
        Record person = bundle.Records[record];
        if (Validation.DateRules.Last(person["dateOfBirth"]) is { } born && born <= today.AddYears(-18) && IsChild(bundle, record))
        {
            issues.Add(BundleIssues.ChildOfAge, "a vulnerable child is under 18", path: PathOf(bundle, record) + ".dateOfBirth");
        }
    }

    private static bool IsChild(Bundle bundle, int record)
    {
        if (bundle.Records[record].Role?.Name == Role)
        {
            return true;
        }

        foreach (Link link in bundle.Links)
        {
            if (link.From == record && link.Role.Role == Role)
            {
                return true;
            }
        }

        return false;
    }
}
