using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Rules;

/// <summary>The type of an identification fits the category of the property: only what can make calls has an IMEI or IMSI.</summary>
internal sealed class PropertyIdentification : BundleRule
{
    private static readonly string[] CallTypes = ["PUNT_0024", "PUNT_0025"];
    private static readonly string[] CallCategories = ["mobile-phone", "electronic", "computer", "other"];

    /// <inheritdoc/>
    public override void Check(Bundle bundle, int record, DateOnly today, IssueSink issues)
    {
        Record property = bundle.Records[record];
        if (property.Type.Name != "Property" || property["category"] is not { Form: ValueForm.Code } category
            || CallCategories.Contains(category.AsCode.Code))
        {
            return;
        }

        foreach (Value type in property["identifierType"].Values)
        {
            if (type.Form == ValueForm.Code && CallTypes.Contains(type.AsCode.Code))
            {
                issues.Add(
                    BundleIssues.PropertyIdentification,
                    $"property of the category '{category.AsCode.Code}' has no {type.AsCode.Label}",
                    path: PathOf(bundle, record) + ".identifierType");
            }
        }
    }
}
