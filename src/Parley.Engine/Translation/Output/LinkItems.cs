using System.Globalization;
using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Definition;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Output;

/// <summary>The texts that the links of one record give: the keys it refers to, or the words of the roles it plays.</summary>
/// <param name="link">The link rule.</param>
/// <param name="plan">The rule of the record that holds the field.</param>
/// <param name="planIsFrom">True when that record stands first in the link.</param>
/// <param name="words">True for the words of roles, in the order of the code map; false for keys.</param>
/// <param name="beside">Other link rules with a role's field in the same place: what they say need not be said here.</param>
internal sealed class LinkItems(LinkPlan link, RecordPlan plan, bool planIsFrom, bool words, LinkPlan[] beside)
{
    /// <summary>Collects all for the record that is being written.</summary>
    public void Collect(WriteRun run, List<Value> into) => Collect(run, into, false);

    /// <summary>Collects for a field that holds one: the first is written, what follows is lost.</summary>
    public void CollectForOne(WriteRun run, List<Value> into) => Collect(run, into, true);

    /// <summary>Writes what was collected, in the kind that it has.</summary>
    public static void Emit(WriteRun run, Shape field, Value item)
    {
        switch (item.Form)
        {
            case ValueForm.Boolean:
                run.Emit(field, item.AsBoolean ? "true"u8 : "false"u8, ScalarKind.Boolean);
                break;
            case ValueForm.Number:
                run.Emit(field, Encoding.UTF8.GetBytes(item.AsNumber.ToString(CultureInfo.InvariantCulture)), ScalarKind.Number);
                break;
            default:
                run.Emit(field, item.ToString());
                break;
        }
    }

    /// <summary>What stands between the keys of one field; empty when it holds one.</summary>
    public string Separator => words ? "" : link.Rule.BySeparator;

    private void Collect(WriteRun run, List<Value> into, bool one)
    {
        int instance = run.Current[plan.Ordinal];
        if (instance < 0)
        {
            return;
        }

        int record = run.Instances[instance].Record;
        List<LinkRole> roles = [];
        HashSet<Value> seen = [];
        for (int i = run.Links.First(record, planIsFrom); i >= 0; i = run.Links.Next(i, planIsFrom))
        {
            Link candidate = run.Bundle.Links[i];
            int far = planIsFrom ? candidate.To : candidate.From;
            RecordPlan? other = link.Covers(candidate.Role) ? run.BoundTo(far, planIsFrom ? link.To : link.From) : null;
            if (other is null)
            {
                continue;
            }

            if (words)
            {
                roles.Add(candidate.Role);
            }
            else if (Key(run.KeyOf(far, other), other) is var key && seen.Add(key))
            {
                into.Add(key);
            }
        }

        if (words)
        {
            AddWords(roles, into, one);
        }
    }

    private void AddWords(List<LinkRole> roles, List<Value> into, bool one)
    {
        foreach (KeyValuePair<string, LinkRole> row in link.Rule.Roles)
        {
            bool saidBeside = one && into.Count > 0 && Array.Exists(beside, b => b.WayBack.ContainsKey(row.Value));
            Value word = Word(Encoding.UTF8.GetString(link.WayBack[row.Value]));
            if (roles.Contains(row.Value) && !saidBeside && !into.Contains(word))
            {
                into.Add(word);
            }
        }
    }

    // "true" and "false" are what a JSON flag is made of; nobody writes them in quotes on purpose.
    private static Value Word(string word) => word switch
    {
        "true" => Value.Boolean(true),
        "false" => Value.Boolean(false),
        _ => Value.Text(word),
    };

    private static Value Key(string key, RecordPlan other) =>
        other.Rule.KeyStyle == KeyStyle.Numbers ? Value.Number(int.Parse(key, CultureInfo.InvariantCulture)) : Value.Text(key);
}
