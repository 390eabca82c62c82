using System.Globalization;
using Parley.Engine.Dictionary;
using Parley.Engine.Translation.Definition;

namespace Parley.Engine.Translation.Verification;

/// <summary>A generated bundle in a form that can be made smaller. Immutable; a record's place here is its place in the bundle.</summary>
internal sealed record DraftBundle(IReadOnlyList<DraftRecord> Records, IReadOnlyList<Link> Links)
{
    public Bundle ToBundle()
    {
        Bundle bundle = new();
        foreach (DraftRecord draft in Records)
        {
            Record record = new(draft.Rule.Type, draft.Values.Count) { Role = draft.Rule.Role };
            foreach (AttributeValue value in draft.Values)
            {
                record.Set(value.Attribute, value.Value);
            }

            int place = bundle.Add(record);
            record.Id = draft.Rule.Key is null || draft.Rule.KeyStyle != KeyStyle.Own ? null : "K" + (place + 1).ToString(CultureInfo.InvariantCulture);
        }

        foreach (Link link in Links)
        {
            bundle.Add(link);
        }

        return bundle;
    }

    /// <summary>The same without one record and all that stands within it.</summary>
    public DraftBundle Without(int record)
    {
        int[] kept = new int[Records.Count];
        List<DraftRecord> records = [];
        for (int i = 0; i < Records.Count; i++)
        {
            int parent = Records[i].Parent;
            bool goes = i == record || (parent >= 0 && kept[parent] < 0);
            kept[i] = goes ? -1 : records.Count;
            if (!goes)
            {
                records.Add(Records[i] with { Parent = parent < 0 ? -1 : kept[parent] });
            }
        }

        return new DraftBundle(records,
            [.. Links.Where(l => kept[l.From] >= 0 && kept[l.To] >= 0).Select(l => new Link(kept[l.From], l.Role, kept[l.To]))]);
    }

    /// <summary>
    /// The same without records that nothing joins although rules would: a record that is written for the sake of its links has no place
    /// without them.
    /// </summary>
    public DraftBundle WithoutOrphans(IReadOnlyList<LinkRule> rules)
    {
        DraftBundle bundle = this;
        for (int i = Records.Count - 1; i > 0; i--)
        {
            if (bundle.IsOrphan(i, rules))
            {
                bundle = bundle.Without(i);
            }
        }

        return bundle;
    }

    /// <summary>Whether there is a record that nothing joins although rules would.</summary>
    public bool HasOrphan(IReadOnlyList<LinkRule> rules) => Enumerable.Range(1, Math.Max(0, Records.Count - 1)).Any(i => IsOrphan(i, rules));

    /// <summary>The same with other values in one record.</summary>
    public DraftBundle With(int record, IEnumerable<AttributeValue> values) =>
        this with { Records = [.. Records.Select((r, i) => i == record ? r with { Values = [.. values] } : r)] };

    /// <summary>The same without an attribute of all records of a rule.</summary>
    public DraftBundle Without(string rule, string attribute) => this with
    {
        Records = [.. Records.Select(r => r.Rule.Name != rule ? r : r with { Values = [.. r.Values.Where(v => v.Attribute.Name != attribute)] })],
    };

    /// <summary>A line for each record and link.</summary>
    public override string ToString() => string.Join('\n',
    [
        .. Records.Select((r, i) => $"{i + 1}: {r.Rule.Name} {r.Rule.Type.Name}({string.Join(", ", r.Values.Select(v => $"{v.Attribute.Name}={v.Value}"))})"),
        .. Links.Select(l => $"{l.From + 1} {l.Role.Name} {l.To + 1}"),
    ]);

    private bool IsOrphan(int record, IReadOnlyList<LinkRule> rules) =>
        record < Records.Count
        && rules.Any(l => l is { Element: null, Writes: true } && (l.From.Contains(Records[record].Rule) || l.To.Contains(Records[record].Rule)))
        && !Links.Any(l => l.From == record || l.To == record);
}
