using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;

namespace Parley.Engine.Sharing;

/// <summary>All that is to be known for disclosures of one organisation to another for one purpose, on the days of a span. Immutable but for a cache.</summary>
internal sealed class PairPlan
{
    private BasisOfSet? _lastBasis;

    /// <summary>The first day it holds for.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day it holds for: the day before any agreement of the two changes its state by date.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>The number of all that it was compiled from.</summary>
    public long Terms { get; init; }

    /// <summary>Why nothing at all may go; null when something may.</summary>
    public IssueCode? Refusal { get; init; }

    public ExchangeLevel Level { get; init; }

    public string Purpose { get; init; } = "";

    public string Regime { get; init; } = "";

    /// <summary>True when a person needs to give a reason.</summary>
    public bool ReasonAsked { get; init; }

    public OrganisationDefinition? Owner { get; init; }

    public OrganisationDefinition? Recipient { get; init; }

    /// <summary>The agreements that permit something or forbid something, in order of their identifiers.</summary>
    public IReadOnlyList<AgreementDefinition> Agreements { get; init; } = [];

    /// <summary>Agreements between the two that do not permit, for explanations.</summary>
    public IReadOnlyList<RejectedAgreement> Rejected { get; init; } = [];

    public IReadOnlyDictionary<RecordType, TypePlan> Types { get; init; } = new Dictionary<RecordType, TypePlan>();

    /// <summary>The bits of the entity roles that conditions name.</summary>
    public IReadOnlyDictionary<string, UInt128> RoleBits { get; init; } = new Dictionary<string, UInt128>();

    /// <summary>The bits of the categories of data subject that conditions name.</summary>
    public IReadOnlyDictionary<string, uint> SubjectBits { get; init; } = new Dictionary<string, uint>();

    /// <summary>What a record's own restrictions come to for this recipient.</summary>
    public required RestrictionCheck Restrictions { get; init; }

    /// <summary>The categories, by their bits, that entity roles imply.</summary>
    public IReadOnlyDictionary<string, uint> SubjectOfRole { get; init; } = new Dictionary<string, uint>();

    /// <summary>Whether the plan holds on a day.</summary>
    public bool HoldsOn(DateOnly day) => From <= day && day <= Until;

    /// <summary>The basis that the agreements of a set make; the last one is kept, since a pair's disclosures mostly rest on the same.</summary>
    public DecisionBasis BasisOf(ReadOnlySpan<ulong> used)
    {
        if (Mask.IsEmpty(used))
        {
            return DecisionBasis.None;
        }

        if (_lastBasis is { } last && used.SequenceEqual(last.Used))
        {
            return last.Basis;
        }

        ulong[] set = used.ToArray();
        DecisionBasis basis = DecisionBasis.Of(Agreements.Where((_, i) => Mask.Has(set, i)));
        _lastBasis = new BasisOfSet(set, basis);
        return basis;
    }

    private sealed record BasisOfSet(ulong[] Used, DecisionBasis Basis);
}
