namespace Parley.Engine.Sharing;

/// <summary>An agreement with its parties resolved. Immutable.</summary>
internal sealed class PolicyAgreement(AgreementStanding standing, AgreementParties parties, MarkingRanks ranks)
{
    private readonly HashSet<string> _all = [.. parties.All];
    private readonly HashSet<string> _givers = [.. parties.Givers];
    private readonly HashSet<string> _receivers = [.. parties.Receivers];

    public AgreementStanding Standing { get; } = standing;

    public AgreementDefinition Agreement => Standing.Agreement;

    /// <summary>Whether one organisation alone is bound.</summary>
    public bool IsOwn { get; } = parties.IsOwn;

    public bool Binds(string organisation) => _all.Contains(organisation);

    public bool Gives(string organisation) => _givers.Contains(organisation);

    public bool Receives(string organisation) => _receivers.Contains(organisation);

    /// <summary>Whether it names an organisation as receiving, and not only a group it is in.</summary>
    public bool Names(string organisation) => Agreement.Parties.Any(p => p.Receives && p.Organisation == organisation);

    /// <summary>The rank of the highest marking that a grant lets go: the lower of its own and the agreement's.</summary>
    public int HighestOf(GrantDefinition grant)
    {
        int highest = ranks.Bound(Agreement.HighestMarking);
        return grant.HighestMarking is string own ? Math.Min(highest, ranks.Bound(own)) : highest;
    }

    /// <summary>The first days of its states.</summary>
    public IEnumerable<DateOnly> Changes
    {
        get
        {
            yield return Agreement.Start;
            if (Agreement.End < DateOnly.MaxValue)
            {
                yield return Agreement.End.AddDays(1);
            }

            if (Standing.Stop is AgreementStop stop)
            {
                yield return stop.From;
            }
        }
    }
}
