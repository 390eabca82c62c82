using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Rules;

/// <summary>Handling C comes with an action and a sanitisation code, handling P with neither (3x5x2).</summary>
internal sealed class IntelligenceGrading : BundleRule
{
    /// <inheritdoc/>
    public override void Check(Bundle bundle, int record, DateOnly today, IssueSink issues)
    {
        Record report = bundle.Records[record];
        Value handling = report["handlingCode"];
        if (handling.Form != ValueForm.Code)
        {
            return;
        }

        bool conditional = handling.AsCode.Code == "C";
        bool action = !report["actionCode"].IsNone;
        bool sanitisation = !report["sanitisationCode"].IsNone;
        if (conditional ? !(action && sanitisation) : action || sanitisation)
        {
            string what = conditional ? "handling C lacks its action or sanitisation code" : "handling P stands beside an action or sanitisation code";
            issues.Add(BundleIssues.IntelligenceGrading, what, path: PathOf(bundle, record) + ".handlingCode");
        }
    }
}
