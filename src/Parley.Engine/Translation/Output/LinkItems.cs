using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Output;

/// <summary>The texts that the links of one record give: the keys it refers to, or the words of the roles it plays.</summary>
internal sealed class LinkItems(LinkPlan link, RecordPlan plan, bool planIsFrom, bool words)
{
    /// <summary>Collects them for the record that is being written.</summary>
    public void Collect(WriteRun run, List<Value> into)
    {
        int instance = run.Current[plan.Ordinal];
        if (instance < 0)
        {
            return;
        }

        int record = run.Instances[instance].Record;
        HashSet<Value> seen = [];
        for (int i = run.Links.First(record, planIsFrom); i >= 0; i = run.Links.Next(i, planIsFrom))
        {
            Link candidate = run.Bundle.Links[i];
            int far = planIsFrom ? candidate.To : candidate.From;
            if (!link.Covers(candidate.Role))
            {
                continue;
            }

            RecordPlan? other = run.BoundTo(far, planIsFrom ? link.To : link.From);
            if (other is null)
            {
                continue;
            }

            string text = words
                ? link.WayBack.TryGetValue(candidate.Role, out byte[]? word) ? Encoding.UTF8.GetString(word) : ""
                : run.KeyOf(far, other);
            Value value = Value.Text(text);
            if (text.Length > 0 && seen.Add(value))
            {
                into.Add(value);
            }
        }
    }
}
