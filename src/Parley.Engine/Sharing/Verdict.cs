using Parley.Engine.Dictionary;
using Parley.Engine.Issues;

namespace Parley.Engine.Sharing;

/// <summary>What becomes of one record, while it is worked out: masks over the attributes of its type.</summary>
internal ref struct Verdict
{
    /// <summary>How many masks it is made of.</summary>
    public const int Masks = 8;

    private readonly Span<ulong> _masks;
    private readonly int _width;

    public Verdict(Span<ulong> masks, int width)
    {
        _masks = masks;
        _width = width;
    }

    /// <summary>The attributes that the record has.</summary>
    public readonly Span<ulong> Present => _masks[.._width];

    /// <summary>Those of them that are neither forbidden nor taken out to protect the source.</summary>
    public readonly Span<ulong> Open => _masks.Slice(7 * _width, _width);

    public readonly Span<ulong> Permitted => _masks.Slice(_width, _width);

    public readonly Span<ulong> Forbidden => _masks.Slice(2 * _width, _width);

    /// <summary>What would go if the marking were lower.</summary>
    public readonly Span<ulong> TooHigh => _masks.Slice(3 * _width, _width);

    /// <summary>What depends on a condition that could not be evaluated.</summary>
    public readonly Span<ulong> Failed => _masks.Slice(4 * _width, _width);

    /// <summary>What would go if the agreement named the recipient.</summary>
    public readonly Span<ulong> Unnamed => _masks.Slice(5 * _width, _width);

    public readonly Span<ulong> Sanitised => _masks.Slice(6 * _width, _width);

    /// <summary>True when some rule permits something of the record.</summary>
    public bool Goes { get; set; }

    /// <summary>True when a rule that asks for no role permits something.</summary>
    public bool AnyRole { get; set; }

    /// <summary>The roles in which the record goes.</summary>
    public UInt128 Granted { get; set; }

    public bool IsTooHigh { get; set; }

    public bool HasFailed { get; set; }

    public bool IsUnnamed { get; set; }

    /// <summary>Why the record as a whole does not go.</summary>
    public readonly IssueCode WhyNot =>
        Mask.Meets(Present, Forbidden) ? SharingIssues.Prohibited
        : IsTooHigh ? SharingIssues.MarkingTooHigh
        : HasFailed ? SharingIssues.ConditionFailed
        : IsUnnamed ? SharingIssues.HandlingForbids
        : SharingIssues.NotPermitted;

    /// <summary>Why one attribute of a record that goes does not.</summary>
    public readonly WithheldItem Why(int record, AttributeDefinition attribute, int place, TypePlan plan, PairPlan pair)
    {
        if (place >= 0 && Mask.Has(Forbidden, place))
        {
            ProhibitionRule? rule = Array.Find(plan.Prohibitions, p => Mask.Has(p.Mask, place));
            return new WithheldItem(record, attribute.Name, SharingIssues.Prohibited, rule is null ? null : pair.Agreements[rule.Agreement].Id);
        }

        IssueCode code = place < 0 ? SharingIssues.NotPermitted
            : Mask.Has(Sanitised, place) ? SharingIssues.Sanitised
            : Mask.Has(TooHigh, place) ? SharingIssues.MarkingTooHigh
            : Mask.Has(Failed, place) ? SharingIssues.ConditionFailed
            : Mask.Has(Unnamed, place) ? SharingIssues.HandlingForbids
            : Mask.Has(plan.Sensitive, place) ? SharingIssues.Sensitive
            : SharingIssues.NotPermitted;
        return new WithheldItem(record, attribute.Name, code, null);
    }
}
