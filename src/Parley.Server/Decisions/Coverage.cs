using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;

namespace Parley.Server.Decisions;

/// <summary>Whether a decision over a bundle covers the part of it that a question asks for.</summary>
internal static class Coverage
{
    /// <summary>Tells it.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="bundle">All of the data.</param>
    /// <param name="record">The place of the one record that is asked for; null for the message as a whole.</param>
    /// <param name="attributes">The attributes of that record (of the subject for a whole message) that are asked for; none for whatever may be had.</param>
    /// <returns>Null when all that is asked for may be had; otherwise why not.</returns>
    public static IssueCode? Fault(Decision decision, Bundle bundle, int? record, IReadOnlyList<string> attributes)
    {
        int place = record ?? 0;
        if (place >= bundle.Records.Count)
        {
            return DecisionIssues.NotThere;
        }

        if (decision.Permitted is null)
        {
            return decision.Withheld.FirstOrDefault(w => w.Record == place && w.Attribute is null)?.Code ?? decision.Refusal;
        }

        if (decision.Withheld.FirstOrDefault(w => w.Record == place && w.Attribute is null) is WithheldItem whole)
        {
            return whole.Code;
        }

        foreach (string name in attributes)
        {
            if (bundle.Records[place][name].IsNone)
            {
                return DecisionIssues.NotThere;
            }

            if (decision.Withheld.FirstOrDefault(w => w.Record == place && w.Attribute == name) is WithheldItem item)
            {
                return item.Code;
            }
        }

        return null;
    }
}
