using Parley.Engine.Dictionary;
using Parley.Engine.Issues;

namespace Parley.Engine.Sharing;

/// <summary>What the agreements say of one disclosure: the permitted part, the obligations, and why the rest is withheld. Immutable.</summary>
public sealed record Decision
{
    /// <summary>The permitted part of the bundle: the very bundle when all of it is permitted; null when nothing may go.</summary>
    public Bundle? Permitted { get; init; }

    /// <summary>Why nothing may go; null when something does.</summary>
    public IssueCode? Refusal { get; init; }

    /// <summary>How far apart the parties stand.</summary>
    public ExchangeLevel Level { get; init; }

    /// <summary>The purpose it was decided for.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>
    /// One number for all that it was decided by beside the data: rules, parties, agreements and their states. As long as <see cref="SharingPolicy.TermsOf"/> gives the
    /// same, the decision stands.
    /// </summary>
    public long Terms { get; init; }

    /// <summary>The code of <c>legal-regime</c> of the purpose.</summary>
    public string Regime { get; init; } = "";

    /// <summary>What it rests on: agreements and their obligations.</summary>
    public DecisionBasis Basis { get; init; } = DecisionBasis.None;

    /// <summary>Handling instructions and action codes of the records that go, which bind the recipient; most have none.</summary>
    public IReadOnlyList<Obligation> Handling { get; init; } = [];

    /// <summary>What is withheld, for the owner's eyes only. An attribute <c>links.ROLE</c> is a link from that record.</summary>
    public IReadOnlyList<WithheldItem> Withheld { get; init; } = [];

    /// <summary>All obligations, the agreements' and the records' own.</summary>
    public IEnumerable<Obligation> Obligations => Basis.Obligations.Concat(Handling);
}
