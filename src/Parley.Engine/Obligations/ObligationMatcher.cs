using System.Globalization;
using Parley.Engine.Dictionary;
using Parley.Engine.Expressions;
using Parley.Engine.Sharing;

namespace Parley.Engine.Obligations;

/// <summary>
/// Finds what the records of one exchange raise and end. A condition that fails, or takes too much, holds for nothing; it never stops what follows.
/// </summary>
public static class ObligationMatcher
{
    private const int MostKeys = 50;
    private const int MostCharacters = 300;

    private static readonly JqBudget s_budget = new() { Steps = 50_000, Depth = 200, OutputSize = 200_000 };

    /// <summary>The obligations that a bundle raises.</summary>
    public static IReadOnlyList<RaisedObligation> Raised(ObligationRules rules, Bundle bundle) => Find(rules, bundle, r => r.RaisedBy);

    /// <summary>The obligations that a bundle ends.</summary>
    public static IReadOnlyList<RaisedObligation> Fulfilled(ObligationRules rules, Bundle bundle) => Find(rules, bundle, r => r.FulfilledBy);

    private static List<RaisedObligation> Find(ObligationRules rules, Bundle bundle, Func<ObligationRule, EventPattern?> pattern)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(bundle);
        List<RaisedObligation> found = [];
        LinkEnds? ends = null;
        for (int i = 0; i < bundle.Records.Count; i++)
        {
            JqValue? record = null;
            foreach (ObligationRule rule in rules.Rules)
            {
                if (pattern(rule) is { } wanted && wanted.Type == bundle.Records[i].Type.Name)
                {
                    record ??= RecordJson.Of(bundle, i, ends ??= new LinkEnds(bundle));
                    Add(found, rule, wanted, record);
                }
            }
        }

        return found;
    }

    private static void Add(List<RaisedObligation> found, ObligationRule rule, EventPattern pattern, JqValue record)
    {
        if (!Holds(pattern.Where, record, otherwise: true))
        {
            return;
        }

        int within = rule.Sooner is int sooner && Holds(rule.SoonerWhere, record, otherwise: false) ? sooner : rule.Within;
        DateTimeOffset? at = pattern.At is { } program && program.TryFirst(record, out JqValue? moment, out _, s_budget) ? Moment(moment) : null;
        foreach (JqValue key in pattern.Key.Run(record, s_budget).Outputs.Where(k => k.Kind == JqKind.String).Take(MostKeys))
        {
            string text = key.AsString.Trim();
            if (text.Length is > 0 and <= MostCharacters && !found.Any(f => f.Rule == rule && f.Key == text))
            {
                found.Add(new RaisedObligation(rule, text, at, within));
            }
        }
    }

    private static bool Holds(JqProgram? program, JqValue record, bool otherwise) =>
        program is null ? otherwise : program.TryFirst(record, out JqValue? value, out _, s_budget) && value?.Kind == JqKind.True;

    private static DateTimeOffset? Moment(JqValue? value) =>
        value?.Kind == JqKind.String && DateTimeOffset.TryParse(value.AsString, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
            ? moment
            : null;
}
