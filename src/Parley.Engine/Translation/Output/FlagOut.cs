using System.Text;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Definition;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Output;

/// <summary>The field of a condition: its value says that a record, or an attribute, is there.</summary>
/// <param name="plan">The record's rule.</param>
/// <param name="attribute">The attribute whose presence is said; null for the record's own.</param>
/// <param name="rule">The condition.</param>
internal sealed class FlagOut(RecordPlan plan, AttributeRule? attribute, ConditionRule rule) : OutValue
{
    private readonly byte[] _value = Encoding.UTF8.GetBytes(rule.Values[0]);
    private readonly byte[]? _otherwise = rule.Otherwise is null ? null : Encoding.UTF8.GetBytes(rule.Otherwise);

    public override bool Write(WriteRun run, Shape field)
    {
        int instance = run.Current[plan.Ordinal];
        bool there = instance >= 0 && (attribute is null || !run.Bundle.RecordSpan[run.Instances[instance].Record][attribute.Attribute].IsNone);
        if (there)
        {
            run.Emit(field, _value, KindOf(_value));
            return true;
        }

        if (_otherwise is not null)
        {
            run.EmitWeak(field, _otherwise, KindOf(_otherwise));
        }

        return false;
    }

    // "true" and "false" are what a JSON flag is made of; nobody writes them in quotes on purpose.
    private static ScalarKind KindOf(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8) ? ScalarKind.Boolean : ScalarKind.Text;
}
