using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Rules;

/// <summary>A person has something that tells one from another, or something that can be seen.</summary>
internal sealed class PersonWithoutIdentity : BundleRule
{
    private static readonly HashSet<string> Telling = new(StringComparer.Ordinal) { "identity", "biometric", "description", "contact" };
    private static readonly HashSet<string> Numbers = new(StringComparer.Ordinal)
    {
        "collarNumber", "pncId", "cro", "asn", "prisonNumber", "defendantId", "forceRecordNumber", "reference", "parentFamilyName", "expectedDueDate",
    };

    /// <inheritdoc/>
    public override void Check(Bundle bundle, int record, DateOnly today, IssueSink issues)
    {
        Record subject = bundle.Records[record];
        if (subject.Type.Kind != RecordKind.Person)
        {
            return;
        }

        foreach (ref readonly AttributeValue item in subject.Attributes)
        {
            if (Telling.Contains(item.Attribute.DataClass) || Numbers.Contains(item.Attribute.Name))
            {
                return;
            }
        }

        issues.Add(BundleIssues.PersonWithoutIdentity, "nothing tells this person from another", path: PathOf(bundle, record));
    }
}
