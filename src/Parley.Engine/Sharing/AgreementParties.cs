using Parley.Engine.Workspace;

namespace Parley.Engine.Sharing;

/// <summary>The organisations that an agreement's parties are, groups taken apart into their members. Immutable.</summary>
public sealed class AgreementParties
{
    private AgreementParties(IReadOnlyList<string> all, IReadOnlyList<string> givers, IReadOnlyList<string> receivers, bool isOwn)
    {
        IsOwn = isOwn;
        All = all;
        Givers = givers;
        Receivers = receivers;
    }

    /// <summary>All that are bound and have to sign, in order.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>Those that disclose, in order.</summary>
    public IReadOnlyList<string> Givers { get; }

    /// <summary>Those that receive, in order.</summary>
    public IReadOnlyList<string> Receivers { get; }

    /// <summary>True when one organisation alone is bound: what it says of its own use, at the local level.</summary>
    public bool IsOwn { get; }

    /// <summary>Resolves the parties of an agreement; what no file defines is left out.</summary>
    public static AgreementParties Of(
        AgreementDefinition agreement,
        IReadOnlyDictionary<string, OrganisationDefinition> organisations,
        IReadOnlyDictionary<string, GroupDefinition> groups)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        return Of(agreement.Parties, organisations, groups);
    }

    /// <summary>Resolves parties; what no file defines is left out.</summary>
    public static AgreementParties Of(
        IReadOnlyList<AgreementParty> parties,
        IReadOnlyDictionary<string, OrganisationDefinition> organisations,
        IReadOnlyDictionary<string, GroupDefinition> groups)
    {
        ArgumentNullException.ThrowIfNull(parties);
        IReadOnlyList<string> Resolve(Func<AgreementParty, bool> which) =>
            [.. parties.Where(which).SelectMany(p => Organisations(p.Organisation ?? p.Group ?? "", organisations, groups)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new AgreementParties(Resolve(_ => true), Resolve(p => p.Gives), Resolve(p => p.Receives), parties is [{ Organisation: not null }]);
    }

    /// <summary>The organisations that a name stands for: itself, or the members of the group of that name; none when nothing has the name.</summary>
    public static IReadOnlyList<string> Organisations(
        string name, IReadOnlyDictionary<string, OrganisationDefinition> organisations, IReadOnlyDictionary<string, GroupDefinition> groups)
    {
        ArgumentNullException.ThrowIfNull(organisations);
        ArgumentNullException.ThrowIfNull(groups);
        return organisations.ContainsKey(name) ? [name]
            : groups.TryGetValue(name, out GroupDefinition? group) ? Groups.Members(group, organisations)
            : [];
    }

    /// <summary>Each giver with each other organisation that receives; of an organisation's own agreement, itself.</summary>
    public IEnumerable<(string From, string To)> Pairs() =>
        Givers.SelectMany(from => Receivers.Where(to => IsOwn || to != from).Select(to => (from, to)));
}
