using Parley.Engine.Dictionary;
using Parley.Engine.Issues;

namespace Parley.Engine.Sharing;

/// <summary>Explains a decision: takes it whole, with the grants one by one in place of the merged rules.</summary>
internal static class Explainer
{
    /// <summary>Explains.</summary>
    public static Explanation Explain(PairPlan plan, SharingRequest request, Bundle bundle)
    {
        if (SharingPolicy.RefusalOf(request, plan) is IssueCode code)
        {
            return new Explanation(new Decision { Refusal = code, Level = plan.Level, Purpose = request.Purpose, Regime = plan.Regime }, [], plan.Rejected);
        }

        List<GrantTrace> traces = [];
        Decision decision = DecisionRun.Decide(plan, request, bundle, traces);
        List<ExplainedAttribute> attributes = [];
        for (int i = 0; i < bundle.Records.Count; i++)
        {
            Record record = bundle.Records[i];
            foreach (AttributeValue item in record.Attributes)
            {
                attributes.Add(Of(plan, decision, traces, i, record, item.Attribute));
            }

            attributes.AddRange(decision.Withheld
                .Where(w => w.Record == i && w.Attribute is string a && (a == "role" || a.StartsWith("links.", StringComparison.Ordinal)))
                .Select(w => new ExplainedAttribute(i, record.Type.Name, w.Attribute!, false, w.Code, Lower(w.Code.Title), [])));
        }

        return new Explanation(decision, attributes, plan.Rejected);
    }

    private static ExplainedAttribute Of(PairPlan plan, Decision decision, List<GrantTrace> traces, int place, Record record, AttributeDefinition attribute)
    {
        string type = record.Type.Name;
        WithheldItem? item = decision.Withheld.FirstOrDefault(w => w.Record == place && (w.Attribute is null || w.Attribute == attribute.Name));
        TypePlan? of = plan.Types.GetValueOrDefault(record.Type);
        int at = of?.Shape.PlaceOf(attribute) ?? -1;
        GrantTrace[] listing = at < 0 ? [] : [.. traces.Where(t => t.Record == place && Mask.Has(t.Source.Mask, at))];
        if (item is null)
        {
            string[] grants = [.. listing.Where(t => t.Fault is null).Select(t => Name(plan, t))];
            string why = grants.Length > 0 ? "permitted"
                : plan.Level == ExchangeLevel.Local ? "within one organisation roles and purpose are enough"
                : decision.Basis.Agreements is [string one, ..] && one.StartsWith("emergency:", StringComparison.Ordinal) ? "an emergency"
                : of is not null && Mask.Has(of.Shape.Always, at) ? "goes with every record that goes"
                : "no agreement is needed";
            return new ExplainedAttribute(place, type, attribute.Name, true, null, why, grants);
        }

        return new ExplainedAttribute(place, type, attribute.Name, false, item.Code, WhyNot(plan, of, item, listing), []);
    }

    private static string WhyNot(PairPlan plan, TypePlan? of, WithheldItem item, GrantTrace[] listing)
    {
        if (item.Code == SharingIssues.Prohibited && of is not null)
        {
            ProhibitionRule? rule = Array.Find(of.Prohibitions, p => item.Agreement is null || plan.Agreements[p.Agreement].Id == item.Agreement);
            return rule is null ? Lower(item.Code.Title) : $"forbidden by {plan.Agreements[rule.Agreement].Id} {rule.Source.Position}{(rule.Source.Reason.Length > 0 ? $": {rule.Source.Reason}" : "")}";
        }

        GrantTrace? near = listing.FirstOrDefault(t => t.Fault is not null);
        return near is null ? Lower(item.Code.Title) : $"{Lower(item.Code.Title)}; {Name(plan, near)} would, but {near.Fault}";
    }

    private static string Name(PairPlan plan, GrantTrace trace) => $"{plan.Agreements[trace.Source.Agreement].Id} {trace.Source.Grant.Position}".TrimEnd();

    private static string Lower(string title) => char.ToLowerInvariant(title[0]) + title[1..];
}
