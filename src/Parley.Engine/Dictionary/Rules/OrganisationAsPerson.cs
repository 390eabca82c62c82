using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Rules;

/// <summary>Organisations are never persons; told by the words that only company names end with.</summary>
internal sealed class OrganisationAsPerson : BundleRule
{
    private static readonly string[] Endings = [" ltd", " limited", " plc", " llp", " ltd.", " inc", " council", " constabulary"];

    /// <inheritdoc/>
    public override void Check(Bundle bundle, int record, DateOnly today, IssueSink issues)
    {
        Record person = bundle.Records[record];
        if (person.Type.Name == "Person" && (IsCompany(person["familyName"]) || IsCompany(person["fullName"])))
        {
            issues.Add(BundleIssues.OrganisationAsPerson, "the name is that of an organisation", path: PathOf(bundle, record) + ".familyName");
        }
    }

    private static bool IsCompany(in Value name)
    {
        if (name.Form == ValueForm.Text)
        {
            foreach (string ending in Endings)
            {
                if (name.AsText.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
