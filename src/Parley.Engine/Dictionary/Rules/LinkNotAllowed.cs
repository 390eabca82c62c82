using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Rules;

/// <summary>A link joins records of the types that its role names.</summary>
internal sealed class LinkNotAllowed : BundleRule
{
    /// <inheritdoc/>
    public override void Check(Bundle bundle, int record, DateOnly today, IssueSink issues)
    {
        foreach (Link link in bundle.Links)
        {
            if (link.From != record)
            {
                continue;
            }

            RecordType from = bundle.Records[link.From].Type;
            RecordType to = bundle.Records[link.To].Type;
            if (!link.Role.AllowsFrom(from) || !link.Role.AllowsTo(to))
            {
                issues.Add(BundleIssues.LinkNotAllowed, $"'{link.Role.Name}' does not join a {from.Name} to a {to.Name}", path: PathOf(bundle, record));
            }
        }
    }
}
