using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Rules;

/// <summary>In a bundle of several records each is linked to another: data of a person without a reason to hold it is a breach of the law.</summary>
internal sealed class Orphan : BundleRule
{
    /// <inheritdoc/>
    public override void Check(Bundle bundle, int record, DateOnly today, IssueSink issues)
    {
        if (bundle.Records.Count == 1)
        {
            return;
        }

        foreach (Link link in bundle.Links)
        {
            if (link.From == record || link.To == record)
            {
                return;
            }
        }

        issues.Add(BundleIssues.Orphan, "nothing says what this record has to do with the others", path: PathOf(bundle, record));
    }
}
