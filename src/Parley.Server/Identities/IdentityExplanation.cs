using Parley.Engine.Identities;
using Parley.Engine.Linkage.Clustering;
using Parley.Engine.Linkage.Incremental;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>What holds an identity together, and what would split it.</summary>
internal sealed record IdentityExplanation
{
    public required FoundIdentity Identity { get; init; }

    public required IdentitySettings Settings { get; init; }

    /// <summary>The pairs that join its records, heaviest first; a pair that a person decided weighs <see cref="Certain"/>.</summary>
    public required IReadOnlyList<(string Left, string Right, float Weight)> Pairs { get; init; }

    /// <summary>What would split it, the weakest first.</summary>
    public required IReadOnlyList<ClusterCut> Cuts { get; init; }

    /// <summary>Records that reach it and are kept out, with the pair that would have joined them: their members, all with all, speak against it, or a person has.</summary>
    public required IReadOnlyList<(string Member, string Other, float Weight)> KeptOut { get; init; }

    /// <summary>For things: the identifiers that its records share.</summary>
    public required IReadOnlyList<ThingKey> SharedKeys { get; init; }

    /// <summary>Decisions on two of its records, whether people differ, and what its asker may know of each.</summary>
    public required IReadOnlyList<(IdentityDecisionRow Decision, bool Differ, ToldOf Told)> Decisions { get; init; }

    /// <summary>The weight of a pair that a person has decided to be one.</summary>
    public const float Certain = 1000;

    /// <summary>Explains an identity from what its asker may see.</summary>
    /// <param name="identity">The identity.</param>
    /// <param name="settings">How records are joined.</param>
    /// <param name="decisions">What people have decided.</param>
    /// <param name="sight">What the asker sees.</param>
    public static IdentityExplanation Of(FoundIdentity identity, IdentitySettings settings, DecisionTable decisions, Sight sight)
    {
        long? asKnownAt = sight.AsKnownAt;
        HashSet<string> members = [.. identity.Members.Select(m => PublicId.Record(m.Name))];
        List<(string Left, string Right, float Weight)> pairs = [];
        List<(string Member, string Other, float Weight)> keptOut = [];
        foreach (string member in identity.Links is null ? [] : members)
        {
            foreach (LinkMatch match in identity.Links!.Matches(member).Where(m => m.Weight >= settings.JoinFrom))
            {
                if (!members.Contains(match.Id))
                {
                    keptOut.Add((member, match.Id, match.Weight));
                }
                else if (string.CompareOrdinal(member, match.Id) < 0)
                {
                    pairs.Add((member, match.Id, match.Weight));
                }
            }
        }

        List<IdentityDecisionRow> judged = [.. Decided(identity.Members, decisions, asKnownAt)];
        AddDecided(pairs, judged, decisions, asKnownAt);
        pairs.Sort((a, b) => (b.Weight, a.Left, a.Right).CompareTo((a.Weight, b.Left, b.Right)));
        return new IdentityExplanation
        {
            Identity = identity,
            Settings = settings,
            Pairs = pairs,
            Cuts = pairs.Count == 0 ? [] : ClusterCuts.Of([.. members], pairs),
            KeptOut = [.. keptOut.OrderByDescending(k => k.Weight).ThenBy(k => k.Member, StringComparer.Ordinal).ThenBy(k => k.Other, StringComparer.Ordinal)],
            SharedKeys = Shared(identity),
            Decisions =
            [
                .. judged.Select(d => (d, DecisionTable.Differ(DecisionTable.AsOf(decisions.Of(d.Low, d.High), asKnownAt)),
                    ToldOf.Decision(sight, d, identity.Members.First(m => m.Name == d.Low), identity.Members.First(m => m.Name == d.High)))),
            ],
        };
    }

    private static void AddDecided(List<(string Left, string Right, float Weight)> pairs, List<IdentityDecisionRow> judged, DecisionTable decisions, long? asKnownAt)
    {
        foreach ((long low, long high) in judged.Select(d => (d.Low, d.High)).Distinct())
        {
            if (decisions.Effective(low, high, asKnownAt) == true)
            {
                (string left, string right) = (PublicId.Record(low), PublicId.Record(high));
                pairs.RemoveAll(p => p.Left == left && p.Right == right);
                pairs.Add((left, right, Certain));
            }
        }
    }

    private static IEnumerable<IdentityDecisionRow> Decided(IReadOnlyList<SeenRecord> members, DecisionTable decisions, long? asKnownAt)
    {
        HashSet<long> names = [.. members.Select(m => m.Name)];
        return names.Order().SelectMany(name => decisions.Others(name).Where(o => o > name && names.Contains(o)).Order()
            .SelectMany(other => DecisionTable.AsOf(decisions.Of(name, other), asKnownAt).Where(d => d.Undone is null)));
    }

    private static List<ThingKey> Shared(FoundIdentity identity) => identity.Links is not null ? [] :
    [
        .. identity.Members.SelectMany(m => ThingKeys.Of(m.Record)).GroupBy(k => k).Where(g => g.Count() > 1).Select(g => g.Key)
            .OrderBy(k => k.Kind, StringComparer.Ordinal).ThenBy(k => k.Text, StringComparer.Ordinal),
    ];
}
