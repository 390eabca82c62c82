using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Rules;

/// <summary>A passport or licence has a UK or a foreign number, never both.</summary>
internal sealed class TwoNumbers : BundleRule
{
    /// <inheritdoc/>
    public override void Check(Bundle bundle, int record, DateOnly today, IssueSink issues)
    {
        Record document = bundle.Records[record];
        if (document.Type.Name is "Passport" or "DrivingLicence" && !document["number"].IsNone && !document["foreignNumber"].IsNone)
        {
            issues.Add(BundleIssues.TwoNumbers, "a UK and a foreign number stand together", path: PathOf(bundle, record) + ".foreignNumber");
        }
    }
}
