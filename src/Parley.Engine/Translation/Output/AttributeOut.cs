using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Codecs;
using Parley.Engine.Translation.Definition;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Output;

/// <summary>An attribute's value, or the part of it that this field holds.</summary>
/// <param name="plan">The record's rule.</param>
/// <param name="rule">The attribute's rule.</param>
/// <param name="part">Which of the rule's fields this is.</param>
/// <param name="ofItem">True when the field stands within an item of a list that the attribute's values make.</param>
/// <param name="outside">True when the field can stand around the list of which its record is an item: it is then said once for all of them.</param>
internal sealed class AttributeOut(RecordPlan plan, AttributeRule rule, int part, bool ofItem, bool outside = false) : OutValue
{
    private readonly byte[]? _default = rule.DefaultOut is null || part != 0 ? null : Encoding.UTF8.GetBytes(rule.DefaultOut.Text);

    public AttributeRule Rule => rule;

    public override bool Write(WriteRun run, Shape field)
    {
        int instance = InstanceOf(run);
        if (instance < 0)
        {
            WriteDefault(run, field);
            return false;
        }

        int index = run.Instances[instance].Record;
        Value value = ofItem ? run.Item : run.Bundle.RecordSpan[index][rule.Attribute];
        run.Attribute = rule;
        run.RecordName = plan.Rule.Name;
        run.RecordIndex = index;
        if (value.IsNone && rule.Codec is not JqOutField)
        {
            if (_default is null && rule.Required && part == 0)
            {
                run.Fault(TranslationIssues.RequiredAbsent, field, $"the recipient requires {rule.Attribute.Name} of {plan.Rule.Name}");
            }

            WriteDefault(run, field);
            run.Attribute = null;
            return false;
        }

        if (!ofItem)
        {
            run.Item = value;
        }

        if (outside && part == 0 && run.Current[plan.Ordinal] < 0)
        {
            ReportOthers(run, field, value);
        }

        int before = run.Emitted;
        rule.Codec.Write(in value, part, field, run);
        run.Attribute = null;
        return rule.Codec is not JqOutField || run.Emitted > before;
    }

    /// <summary>The value that would be written, for comparison with another that wants the same field.</summary>
    public Value Peek(WriteRun run) => InstanceOf(run) is var instance and >= 0 ? run.Bundle.RecordSpan[run.Instances[instance].Record][rule.Attribute] : Value.None;

    // Of a list's records the first that has a value says it.
    private int InstanceOf(WriteRun run)
    {
        int current = run.Current[plan.Ordinal];
        if (!outside || current >= 0)
        {
            return current;
        }

        for (int i = run.NextWithin(plan, run.FirstInstance[plan.Ordinal]); i >= 0; i = run.NextWithin(plan, i + 1))
        {
            if (!run.Bundle.RecordSpan[run.Instances[i].Record][rule.Attribute].IsNone)
            {
                return i;
            }
        }

        return -1;
    }

    private void ReportOthers(WriteRun run, Shape field, Value written)
    {
        for (int i = run.NextWithin(plan, run.FirstInstance[plan.Ordinal]); i >= 0; i = run.NextWithin(plan, i + 1))
        {
            if (run.Bundle.RecordSpan[run.Instances[i].Record][rule.Attribute] != written)
            {
                run.Fault(TranslationIssues.FieldConflict, field, $"the field is one for all {plan.Rule.Name}, and not all have the {rule.Attribute.Name} that is written");
                return;
            }
        }
    }

    private void WriteDefault(WriteRun run, Shape field)
    {
        if (_default is not null)
        {
            run.EmitWeak(field, _default, rule.DefaultOut!.Kind);
        }
    }
}
