using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Definition;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Output;

/// <summary>One kind of item of a list: written once, once for each record of a rule, for each value of an attribute, or for each link.</summary>
internal sealed class OutItem(string key, int index)
{
    public string Key => key;

    public int Index => index;

    public OutBody Body { get; } = new();

    /// <summary>The rule each of whose records is an item.</summary>
    public RecordPlan? Each { get; set; }

    /// <summary>The rules that stand within <see cref="Each"/> once, outermost first.</summary>
    public List<RecordPlan> Within { get; } = [];

    /// <summary>The attribute each of whose values is an item, with its record's rule.</summary>
    public (RecordPlan Plan, AttributeRule Rule)? Values { get; set; }

    /// <summary>The links each of which gives an item's text.</summary>
    public LinkItems? Links { get; set; }

    /// <summary>The link rule each of whose links is an item.</summary>
    public LinkPlan? Element { get; set; }

    public void Write(WriteRun run, Shape shape)
    {
        if (Each is not null)
        {
            WriteRecords(run, shape);
        }
        else if (Values is { } values)
        {
            WriteValues(run, shape, values.Plan, values.Rule);
        }
        else if (Links is not null)
        {
            List<Value> found = [];
            Links.Collect(run, found);
            foreach (Value one in found)
            {
                run.Item = one;
                Body.Write(run, shape);
            }
        }
        else if (Element is not null)
        {
            WriteElements(run, shape, Element);
        }
        else
        {
            Body.Write(run, shape);
        }
    }

    private void WriteRecords(WriteRun run, Shape shape)
    {
        int parent = Each!.Parent is null ? -1 : run.Current[Each.Parent.Ordinal];
        int last = run.FirstInstance[Each.Ordinal + 1];
        for (int i = run.Instances.FirstWithin(run.FirstInstance[Each.Ordinal], last, parent); i < last && run.Instances[i].Parent == parent; i++)
        {
            run.Current[Each.Ordinal] = i;
            run.Enter(Within);
            Body.Write(run, shape);
        }

        run.Current[Each.Ordinal] = -1;
    }

    private void WriteValues(WriteRun run, Shape shape, RecordPlan plan, AttributeRule rule)
    {
        int instance = run.Current[plan.Ordinal];
        if (instance < 0)
        {
            return;
        }

        Record record = run.Bundle.RecordSpan[run.Instances[instance].Record];
        Value value = record[rule.Attribute];
        if (value.IsNone && rule.Required && rule.DefaultOut is null)
        {
            run.RecordName = plan.Rule.Name;
            run.Attribute = rule;
            run.Fault(TranslationIssues.RequiredAbsent, shape, $"the recipient requires {rule.Attribute.Name} of {plan.Rule.Name}");
            run.Attribute = null;
        }

        foreach (Value one in value.Values)
        {
            run.Item = one;
            Body.Write(run, shape);
        }
    }

    private void WriteElements(WriteRun run, Shape shape, LinkPlan link)
    {
        for (int i = 0; i < run.Bundle.Links.Count; i++)
        {
            Link candidate = run.Bundle.Links[i];
            if (link.Covers(candidate.Role) && run.BoundTo(candidate.From, link.From) is not null && run.BoundTo(candidate.To, link.To) is not null)
            {
                run.CurrentLink = i;
                Body.Write(run, shape);
            }
        }
    }
}
